package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Makes the same call over and over on a connection of its own. */
final class Caller implements Connection.Reply {
    /** A call, ready to be made. */
    interface Call {
        void send(Connection connection, Connection.Reply reply);

        static Call of(Operation operation, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return (connection, reply) -> connection.send(operation, bytes, bytes.length, reply);
        }

        /** A POST of JSON to a path of a server that is not AWS. */
        static Call post(Endpoint endpoint, String path, String body) {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            String request =
                    "POST "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + endpoint.authority()
                            + "\r\nUser-Agent: antiphon-bench\r\nContent-Type: application/json"
                            + "\r\nContent-Length: "
                            + length
                            + "\r\n\r\n"
                            + body;
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            return (connection, reply) -> connection.send(bytes, reply);
        }
    }

    private final Bench bench;
    private final Connection connection;
    private final Call call;
    private final Meter meter;
    private final Predicate<Answer> good;
    private final BooleanSupplier goesOn;
    private boolean idle = true;
    private int done;

    /**
     * @param good whether an answer is what the call is made for
     * @param goesOn asked before every call
     */
    Caller(Bench bench, Call call, Meter meter, Predicate<Answer> good, BooleanSupplier goesOn) {
        this.bench = bench;
        this.connection = bench.loop().newConnection();
        this.call = call;
        this.meter = meter;
        this.good = good;
        this.goesOn = goesOn;
    }

    /** Starts one on each of the run's connections. */
    static List<Caller> startAll(
            Bench bench, Call call, Meter meter, Predicate<Answer> good, BooleanSupplier goesOn) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < bench.settings().connections(); i++) {
            callers.add(new Caller(bench, call, meter, good, goesOn));
        }
        callers.forEach(Caller::next);
        return callers;
    }

    private void next() {
        idle = !goesOn.getAsBoolean();
        if (!idle) {
            call.send(connection, this);
        }
    }

    @Override
    public void answered(Answer answer) {
        if (answer.good() && good.test(answer)) {
            bench.errors().good();
            meter.record(answer.nanos(), 1);
            done++;
            next();
        } else {
            broken(answer.toString());
        }
    }

    @Override
    public void broken(String why) {
        bench.errors().add(why);
        bench.loop().afterPause(this::next);
    }

    /** Whether it has stopped. */
    boolean idle() {
        return idle;
    }

    /** How many of its calls had a good answer. */
    int done() {
        return done;
    }

    void close() {
        connection.close();
    }
}
