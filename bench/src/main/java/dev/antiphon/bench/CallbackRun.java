package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Executions of one Task that sends its token to a queue and waits; workers receive the tokens and
 * answer them at once. Each connection starts its next execution when the one before was answered.
 * A round trip is the time from the StartExecution until SendTaskSuccess is acknowledged.
 */
final class CallbackRun implements Consumer.Listener {
    private static final int WAIT_SECONDS = 20;

    private final Bench bench;
    private final int workers;
    private final Ledger ledger = new Ledger();
    private final Meter roundTrips = new Meter();
    private final Map<Long, Starter> waiting = new HashMap<>();
    private final Deque<Connection> free = new ArrayDeque<>();
    private int answering;
    private boolean stopped;

    CallbackRun(Bench bench, int workers) {
        this.bench = bench;
        this.workers = workers;
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result("callback", settings);
        Queue queue = bench.newQueue(false);
        Machine machine = Machine.create(bench.control(), Machine.callback(queue));
        List<Consumer> consumers = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            consumers.add(new Consumer(bench, queue, WAIT_SECONDS, this));
        }
        consumers.forEach(Consumer::next);
        List<Starter> starters = new ArrayList<>();
        for (int i = 0; i < settings.connections(); i++) {
            starters.add(new Starter(machine));
        }
        starters.forEach(Starter::next);
        bench.loop().runFor(settings.warm());
        roundTrips.start();
        Costs costs = Costs.begin(settings.server());
        bench.loop().runFor(settings.measured());
        roundTrips.stop();
        costs.end(roundTrips.calls(), result);
        stopped = true;
        bench.runWhileMoving(
                () -> answering == 0 && starters.stream().allMatch(Starter::idle), ledger::seen);
        long unfinished = machine.count("RUNNING");
        long succeeded = machine.count("SUCCEEDED");
        consumers.forEach(Consumer::close);
        starters.forEach(Starter::close);
        free.forEach(Connection::close);
        machine.delete();
        queue.delete();
        return result.rate("round_trips_s", roundTrips.callsPerSecond(), "round trips/s")
                .latencies("", roundTrips)
                .check("lost", ledger.missing())
                .check("duplicated", ledger.duplicated())
                .check("foreign", ledger.foreign())
                .check("unfinished", unfinished)
                .check("failed", Math.max(0, ledger.acknowledged() - succeeded - unfinished))
                .errors(bench.errors())
                .detail("started", ledger.acknowledged())
                .detail("succeeded", succeeded);
    }

    /** A connection that starts executions, one at a time. */
    private final class Starter implements Connection.Reply {
        private final Connection connection = bench.loop().newConnection();
        private final Template request;
        private long number;
        private long begin;
        private boolean started = true;
        private boolean answered = true;

        Starter(Machine machine) {
            String around = machine.start("{\"number\":\"@\"}");
            int at = around.indexOf('@');
            request =
                    new Template()
                            .text(around.substring(0, at))
                            .slot(Sends.NUMBER_DIGITS)
                            .slot(Sends.GROUP_DIGITS)
                            .text(around.substring(at + 1));
        }

        void next() {
            if (stopped) {
                return;
            }
            started = false;
            answered = false;
            number = ledger.take(1);
            waiting.put(number, this);
            request.fill(0, Sends.NUMBER_DIGITS, number);
            begin = System.nanoTime();
            connection.send(Operation.START_EXECUTION, request.bytes(), request.length(), this);
        }

        @Override
        public void answered(Answer answer) {
            if (!answer.good()) {
                broken(answer.toString());
                return;
            }
            bench.errors().good();
            ledger.acknowledged(number, 1);
            started = true;
            nextIfDone();
        }

        @Override
        public void broken(String why) {
            bench.errors().add(why);
            waiting.remove(number);
            started = true;
            answered = true;
            bench.loop().afterPause(this::next);
        }

        /** Its token was taken. */
        void taskAnswered() {
            roundTrips.record(System.nanoTime() - begin, 1);
            answered = true;
            nextIfDone();
        }

        private void nextIfDone() {
            if (idle()) {
                next();
            }
        }

        boolean idle() {
            return started && answered;
        }

        void close() {
            connection.close();
        }
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public void received(ReceivedMessages received, Answer answer) {
        JsonStrings strings = new JsonStrings(answer);
        int i = 0;
        while (strings.nextMember()) {
            if (strings.is(JsonStrings.BODY)) {
                long number = received.number(i++);
                if (ledger.received(number)) {
                    int from = strings.textFrom() + Sends.SMALLEST_BODY;
                    int length = strings.textTo() - from;
                    succeed(
                            number,
                            new String(answer.bytes(), from, length, StandardCharsets.US_ASCII));
                }
            }
        }
    }

    private void succeed(long number, String token) {
        Connection connection = free.isEmpty() ? bench.loop().newConnection() : free.pop();
        answering++;
        String body = "{\"taskToken\":\"" + token + "\",\"output\":\"{}\"}";
        Caller.Call.of(Operation.SEND_TASK_SUCCESS, body)
                .send(connection, new TaskAnswer(connection, number));
    }

    /** A SendTaskSuccess under way. */
    private final class TaskAnswer implements Connection.Reply {
        private final Connection connection;
        private final long number;

        TaskAnswer(Connection connection, long number) {
            this.connection = connection;
            this.number = number;
        }

        @Override
        public void answered(Answer answer) {
            if (answer.good()) {
                bench.errors().good();
            } else {
                bench.errors().add(answer.toString());
            }
            end();
        }

        @Override
        public void broken(String why) {
            bench.errors().add(why);
            end();
        }

        private void end() {
            answering--;
            free.push(connection);
            Starter starter = waiting.remove(number);
            if (starter != null) {
                starter.taskAnswered();
            }
        }
    }

    @Override
    public void deleted(int count, Answer answer) {}
}
