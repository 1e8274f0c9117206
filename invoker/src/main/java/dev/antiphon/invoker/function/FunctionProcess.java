package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.OutsideCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a function, from its start to its end: it begins, waits for invocations and runs
 * them one at a time. Everything here happens on the pool's event loop, but for what is given to
 * {@link Workshop}'s threads.
 */
final class FunctionProcess implements RuntimeApi.Listener {
    private static final Logger log = LoggerFactory.getLogger(FunctionProcess.class);

    /** For its own start, before the time of an invocation that waits for it begins to run. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    enum State {
        /** It has not asked for its first invocation. */
        STARTING,
        /** It waits for an invocation. */
        IDLE,
        BUSY,
        /** It has answered, and has not asked for the next one. */
        RETURNING,
        DEAD
    }

    /** Who is told what becomes of it. */
    interface Owner {
        /** It has asked for an invocation, and can be given one by {@link #run}. */
        void free(FunctionProcess process);

        /**
         * It has asked for its first invocation.
         *
         * @param nanos since its start
         */
        void started(FunctionProcess process, long nanos);

        /**
         * Its invocation was answered; it is not free yet.
         *
         * @param nanos since its invocation began
         */
        void answered(FunctionProcess process, Invocation invocation, long nanos);

        /** It has ended before it ever asked for an invocation. */
        void stillborn(FunctionProcess process, Stillbirth why);

        /** It has ended. Told once, after everything else. */
        void ended(FunctionProcess process, State before);
    }

    /**
     * Why there is no process.
     *
     * @param error what the caller gets, but for where it has to name the request
     * @param output what the process wrote
     */
    record Stillbirth(ErrorFor error, byte[] output) {}

    /** Makes the error for the request that it is the end of. */
    @FunctionalInterface
    interface ErrorFor {
        byte[] request(String requestId);
    }

    private final Workshop workshop;
    private final FunctionSpec spec;
    private final FunctionArn arn;
    private final Owner owner;
    private final String logStream;
    private final RuntimeApi api = new RuntimeApi(this);
    private final long began = System.nanoTime();

    private State state = State.STARTING;
    private Workshop.@Nullable Made made;
    private @Nullable HttpServerResponse line;
    private @Nullable Invocation invocation;
    private boolean timedOut;
    private boolean retired;
    private boolean measuring;
    private long initNanos;
    private boolean initTold;
    private long memory;
    private long runs;
    private long since = System.nanoTime();
    private Instant runsSince = Instant.EPOCH;
    private long timer = -1;

    FunctionProcess(Workshop workshop, FunctionSpec spec, FunctionArn arn, Owner owner) {
        this.workshop = workshop;
        this.spec = spec;
        this.arn = arn;
        this.owner = owner;
        this.logStream =
                LogStreams.name(spec.version(), Instant.now(), ThreadLocalRandom.current());
    }

    State state() {
        return state;
    }

    FunctionSpec spec() {
        return spec;
    }

    /** When it came into its state. */
    long since() {
        return since;
    }

    /** Begins to start it. */
    void start() {
        // An invocation that waits for it gives its own time besides.
        timer(
                INIT_LIMIT.plus(spec.timeout()),
                () -> end(request -> Failure.timedOut(request, spec.timeout()).json()));
        api.listen(workshop.vertx())
                .onSuccess(address ->
                        workshop.make(spec, arn, address, logStream, this::made, this::notMade))
                .onFailure(error ->
                        notMade(new StartException("Runtime.StartFailed", String.valueOf(error))));
    }

    private void made(Workshop.Made value) {
        made = value;
        if (state == State.DEAD) {
            workshop.unmake(value);
            return;
        }
        var _ = value.child().ended().thenAccept(status -> workshop.onLoop(() -> exited(status)));
    }

    private void notMade(StartException why) {
        if (state == State.DEAD) {
            return;
        }
        log.debug("a process of {} did not start", spec.arn(), why);
        end(request -> Failure.notStarted(request, why).json());
    }

    @Override
    public void next(HttpServerResponse asking) {
        if (state == State.DEAD) {
            asking.reset();
            return;
        }
        if (state == State.BUSY) {
            // It has given its invocation up without a word.
            fail(request -> Failure.exited(request, 0), "error");
        }
        if (state == State.STARTING) {
            initNanos = System.nanoTime() - began;
            cancelTimer();
        }
        boolean first = state == State.STARTING;
        line = asking;
        asking.exceptionHandler(_ -> {});
        become(State.IDLE);
        if (retired) {
            end();
        } else {
            owner.free(this);
        }
        if (first) {
            owner.started(this, initNanos);
        }
    }

    /** Gives it an invocation. It must be free. */
    void run(Invocation next) {
        HttpServerResponse asking = line;
        if (state != State.IDLE || asking == null) {
            throw new IllegalStateException("it is " + state);
        }
        line = null;
        invocation = next;
        OutsideCall.Function call = next.call();
        Duration timeout = spec.timeout();
        become(State.BUSY);
        runs = System.nanoTime();
        runsSince = Instant.now();
        asking.putHeader("Content-Type", "application/json")
                .putHeader("Lambda-Runtime-Aws-Request-Id", call.requestId())
                .putHeader(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(runsSince.plus(timeout).toEpochMilli()))
                .putHeader("Lambda-Runtime-Invoked-Function-Arn", call.invokedArn())
                .putHeader("Lambda-Runtime-Trace-Id", traceOf(call));
        if (call.clientContext() != null) {
            asking.putHeader(
                    "Lambda-Runtime-Client-Context",
                    call.clientContext().replaceAll("[\r\n]", " "));
        }
        var _ = asking.end(Buffer.buffer(call.payload()));
        timer(
                timeout,
                () -> {
                    timedOut = true;
                    end(request -> Failure.timedOut(request, timeout).json());
                });
    }

    private static String traceOf(OutsideCall.Function call) {
        return call.traceHeader() == null
                ? Traces.root(Instant.now(), ThreadLocalRandom.current())
                : call.traceHeader();
    }

    @Override
    public boolean runs(String requestId) {
        return state == State.BUSY
                && invocation != null
                && invocation.call().requestId().equals(requestId);
    }

    @Override
    public void responded(byte @Nullable [] body) {
        if (body == null) {
            fail(_ -> Failure.tooLarge(RuntimeApi.LARGEST_RESPONSE), "error");
            return;
        }
        Invocation answered = taken();
        answered.returned(body, logged(answered, "success", null));
        owner.answered(this, answered, System.nanoTime() - runs);
    }

    @Override
    public void failed(byte[] error) {
        Invocation answered = taken();
        answered.failed(error, logged(answered, "error", null));
        owner.answered(this, answered, System.nanoTime() - runs);
    }

    private interface FailureFor {
        Failure request(String requestId);
    }

    private void fail(FailureFor why, String status) {
        Invocation answered = taken();
        Failure failure = why.request(answered.call().requestId());
        answered.failed(failure.json(), logged(answered, status, failure.kind()));
        owner.answered(this, answered, System.nanoTime() - runs);
    }

    private Invocation taken() {
        Invocation answered = invocation;
        if (answered == null) {
            throw new IllegalStateException("nothing runs in it");
        }
        invocation = null;
        cancelTimer();
        become(State.RETURNING);
        return answered;
    }

    @Override
    public void initFailed(byte[] error) {
        if (state == State.STARTING) {
            end(_ -> error);
        }
    }

    private void exited(int status) {
        if (made != null && made.child().outgrown()) {
            outgrown();
        } else {
            end(request -> Failure.exited(request, status).json());
        }
    }

    /** Ends it, for want of use. */
    void end() {
        end(request -> Failure.exited(request, 0).json());
    }

    /** Has it end when its invocation is over. */
    void retire() {
        retired = true;
    }

    /** Ends it, and gives its invocation back to whoever may make it again. */
    void stop() {
        Invocation lost = invocation;
        if (lost != null) {
            invocation = null;
            lost.refused(Refusal.STOPPING);
            owner.answered(this, lost, System.nanoTime() - runs);
        }
        end();
    }

    /** Answers an invocation that waited for it, where it did not come to life. */
    void failWithoutStart(Invocation waited, Stillbirth why) {
        runs = System.nanoTime();
        runsSince = Instant.now();
        String id = waited.call().requestId();
        InvocationLog text = new InvocationLog(spec);
        text.start(id, runsSince);
        text.output(why.output());
        text.end(id, runsSince, new InvocationLog.Report(0, runs - began, memory, "error", null));
        byte[] bytes = text.bytes();
        workshop.log(arn, spec, logStream, runsSince, bytes);
        waited.failed(why.error().request(id), bytes);
    }

    /** It holds more memory than it may. */
    private void outgrown() {
        end(request -> Failure.outOfMemory(request).json());
    }

    private void end(ErrorFor error) {
        if (state == State.DEAD) {
            return;
        }
        State before = state;
        Invocation lost = invocation;
        invocation = null;
        cancelTimer();
        become(State.DEAD);
        if (line != null) {
            line.reset();
            line = null;
        }
        if (lost != null) {
            byte[] body = error.request(lost.call().requestId());
            lost.failed(body, logged(lost, timedOut ? "timeout" : "error", null));
            owner.answered(this, lost, System.nanoTime() - runs);
        } else if (before == State.STARTING) {
            owner.stillborn(
                    this, new Stillbirth(error, made == null ? new byte[0] : made.output().take()));
        }
        api.close();
        if (made != null) {
            workshop.unmake(made);
        }
        owner.ended(this, before);
    }

    /** Makes the log of the invocation that has ended, and hands it on. */
    private byte[] logged(Invocation ended, String status, @Nullable String error) {
        long nanos = System.nanoTime() - runs;
        Instant now = Instant.now();
        String id = ended.call().requestId();
        InvocationLog text = new InvocationLog(spec);
        text.start(id, runsSince);
        Workshop.Made mine = made;
        if (mine != null) {
            text.output(mine.output().take());
            if (memory == 0) {
                memory = mine.child().memory(Long.MAX_VALUE);
            }
        }
        if (timedOut) {
            text.timedOut(id, now);
        }
        long init = initTold ? 0 : initNanos;
        initTold = true;
        text.end(id, now, new InvocationLog.Report(nanos, init, memory, status, error));
        byte[] bytes = text.bytes();
        workshop.log(arn, spec, logStream, now, bytes);
        return bytes;
    }

    /** Looks whether it keeps within its bounds. Called now and then. */
    void check() {
        Workshop.Made mine = made;
        if (mine == null || state == State.DEAD) {
            return;
        }
        mine.output().bound();
        if (state == State.IDLE || measuring) {
            return;
        }
        measuring = true;
        workshop.measure(
                mine,
                spec,
                measured -> {
                    measuring = false;
                    memory = Math.max(memory, measured.memory());
                    if (measured.memory() > Measured.most(spec)) {
                        outgrown();
                    } else if (measured.temporary() > spec.storage() * (1L << 20)) {
                        end(request -> Failure.exited(request, 1).json());
                    }
                });
    }

    private void become(State next) {
        state = next;
        since = System.nanoTime();
    }

    private void timer(Duration after, Runnable task) {
        cancelTimer();
        timer = workshop.vertx().setTimer(Math.max(after.toMillis(), 1), _ -> task.run());
    }

    private void cancelTimer() {
        if (timer >= 0) {
            workshop.vertx().cancelTimer(timer);
            timer = -1;
        }
    }

    @Override
    public String toString() {
        return spec.arn() + " " + state;
    }
}
