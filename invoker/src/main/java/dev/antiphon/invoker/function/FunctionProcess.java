package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.OutsideCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
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

    /** For its own start, from its first instruction to its first question for an invocation. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    /** For its code to be unpacked and the machine to make it, among others. */
    private static final Duration MAKING_LIMIT = Duration.ofMinutes(2);

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

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

        /** It was free, and is no more. It has not ended. */
        void away(FunctionProcess process);

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

    /** Its invocation is being answered by a stream. */
    private boolean streams;

    /** Whether it starts in the time of its first invocation. */
    private final boolean late;

    private boolean timedOut;
    private boolean overfull;
    private boolean slow;
    private boolean unwanted;
    private boolean retired;
    private boolean measuring;
    private long initNanos;
    private boolean initTold;
    private long memory;
    private long runs;
    private long since = System.nanoTime();
    private Instant runsSince = Instant.EPOCH;
    private long timer = -1;

    /**
     * @param first the invocation that it is for, in whose time it starts since there was not time
     *     enough before, or null for whichever comes
     */
    FunctionProcess(
            Workshop workshop,
            FunctionSpec spec,
            FunctionArn arn,
            Owner owner,
            @Nullable Invocation first) {
        this.workshop = workshop;
        this.spec = spec;
        this.arn = arn;
        this.owner = owner;
        this.invocation = first;
        this.late = first != null;
        this.logStream =
                LogStreams.name(spec.version(), Instant.now(), ThreadLocalRandom.current());
    }

    State state() {
        return state;
    }

    /** Whether it starts for one invocation, and for no other. */
    boolean late() {
        return late;
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
        begin();
        timer(
                MAKING_LIMIT,
                () ->
                        notMade(
                                new StartException(
                                        "Runtime.StartFailed",
                                        "The process could not be made in time.")));
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
        begin();
        timer(late ? spec.timeout() : INIT_LIMIT, late ? this::timedOut : this::slow);
        var _ = value.child().ended().thenAccept(status -> workshop.onLoop(() -> exited(status)));
    }

    private void begin() {
        runs = System.nanoTime();
        runsSince = Instant.now();
    }

    /** It has not come to life in time: nobody is told but whoever may try again. */
    private void slow() {
        slow = true;
        timedOut();
    }

    private void timedOut() {
        timedOut = true;
        end(request -> Failure.timedOut(request, spec.timeout()).json());
    }

    private void notMade(StartException why) {
        if (state == State.DEAD) {
            return;
        }
        log.debug("a process of {} did not start", spec.arn(), why);
        end(request -> Failure.notStarted(request, why).json());
    }

    @Override
    public boolean waits() {
        return state == State.IDLE;
    }

    @Override
    public boolean starts() {
        return state == State.STARTING;
    }

    @Override
    public void next(HttpServerResponse asking) {
        if (state == State.DEAD) {
            asking.reset();
            return;
        }
        if (state == State.BUSY) {
            // It has given its invocation up without a word: nobody knows what would become of
            // another one.
            asking.reset();
            end(request -> Failure.exited(request, 0).json());
            return;
        }
        boolean first = state == State.STARTING;
        if (first) {
            initNanos = System.nanoTime() - began;
        }
        line = asking;
        asking.exceptionHandler(_ -> {});
        asking.closeHandler(_ -> hungUp(asking));
        become(State.IDLE);
        if (first && late && invocation != null) {
            hand(invocation, asking);
        } else if (retired) {
            end();
        } else {
            if (first) {
                cancelTimer();
            }
            owner.free(this);
        }
        if (first) {
            owner.started(this, initNanos);
        }
    }

    /** It has hung up, and may ask again, or end. Until then it gets nothing. */
    private void hungUp(HttpServerResponse asking) {
        if (state == State.IDLE && asking.equals(line)) {
            line = null;
            become(State.RETURNING);
            owner.away(this);
        }
    }

    /** Gives it an invocation. It must be free. */
    void run(Invocation next) {
        HttpServerResponse asking = line;
        if (state != State.IDLE || asking == null) {
            throw new IllegalStateException("it is " + state);
        }
        begin();
        timer(spec.timeout(), this::timedOut);
        hand(next, asking);
    }

    private void hand(Invocation next, HttpServerResponse asking) {
        line = null;
        invocation = next;
        OutsideCall.Function call = next.call();
        become(State.BUSY);
        try {
            send(call, asking);
        } catch (RuntimeException e) {
            // Whoever waits must hear of it, whatever it is.
            log.error("an invocation of {} could not be handed on", spec.arn(), e);
            end(request -> Failure.exited(request, 0).json());
        }
    }

    private void send(OutsideCall.Function call, HttpServerResponse asking) {
        asking.putHeader("Content-Type", "application/json")
                .putHeader("Lambda-Runtime-Aws-Request-Id", call.requestId())
                .putHeader(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(runsSince.plus(spec.timeout()).toEpochMilli()))
                .putHeader("Lambda-Runtime-Invoked-Function-Arn", call.invokedArn())
                .putHeader("Lambda-Runtime-Trace-Id", sendable(traceOf(call)));
        if (call.clientContext() != null) {
            asking.putHeader("Lambda-Runtime-Client-Context", sendable(call.clientContext()));
        }
        var _ = asking.end(Buffer.buffer(call.payload()));
    }

    /** Users' text as a header may be. */
    private static String sendable(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    private static String traceOf(OutsideCall.Function call) {
        return call.traceHeader() == null
                ? Traces.root(Instant.now(), ThreadLocalRandom.current())
                : call.traceHeader();
    }

    @Override
    public boolean runs(String requestId) {
        return state == State.BUSY
                && !streams
                && invocation != null
                && invocation.call().requestId().equals(requestId);
    }

    @Override
    public @Nullable StreamedResponse streams(String contentType, ReadStream<?> body) {
        streams = true;
        StreamedResponse response = invocation == null ? null : invocation.stream();
        if (response != null) {
            response.begin(contentType, body);
        }
        return response;
    }

    @Override
    public boolean streams(String requestId) {
        return streams && invocation != null && invocation.call().requestId().equals(requestId);
    }

    @Override
    public void responseTooLarge(int limit) {
        fail(_ -> Failure.tooLarge(limit), "error");
    }

    @Override
    public void responded(byte[] body) {
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
        streams = false;
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
        unwanted = true;
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
            streams = false;
            lost.refused(Refusal.STOPPING);
            owner.answered(this, lost, System.nanoTime() - runs);
        }
        end();
    }

    /** Answers an invocation that waited for it, where it did not come to life. */
    void failWithoutStart(Invocation waited, Stillbirth why) {
        begin();
        String id = waited.call().requestId();
        InvocationLog text = new InvocationLog(spec);
        text.output(waited.started());
        why.log(text, "init");
        text.start(id, runsSince);
        text.end(id, runsSince, new InvocationLog.Report(0, runs - began, memory, "error", null));
        byte[] bytes = text.bytes();
        workshop.log(arn, spec, logStream, runsSince, bytes);
        waited.failed(why.error().request(id), bytes);
    }

    private Stillbirth stillbirth(Stillbirth.ErrorFor error) {
        return new Stillbirth(error, written(), System.nanoTime() - runs, slow);
    }

    private byte[] written() {
        return made == null ? new byte[0] : made.output().take();
    }

    /** Keeps what there is to tell of its start with the invocation that it was for. */
    void tell(Invocation waiting, Stillbirth why) {
        InvocationLog text = new InvocationLog(spec);
        why.log(text, "init");
        waiting.again(text.bytes());
    }

    /** Writes down what there is to tell of its start, for which nobody has waited. */
    void tell(Stillbirth why) {
        InvocationLog text = new InvocationLog(spec);
        why.log(text, "init");
        workshop.log(arn, spec, logStream, Instant.now(), text.bytes());
    }

    /** It holds more memory than it may. */
    private void outgrown() {
        end(request -> Failure.outOfMemory(request).json());
    }

    private void end(Stillbirth.ErrorFor error) {
        if (state == State.DEAD) {
            return;
        }
        State before = state;
        Invocation lost = invocation;
        invocation = null;
        streams = false;
        cancelTimer();
        become(State.DEAD);
        if (line != null) {
            line.reset();
            line = null;
        }
        if (lost != null) {
            byte[] body = error.request(lost.call().requestId());
            if (before == State.STARTING) {
                InvocationLog text = new InvocationLog(spec);
                new Stillbirth(error, written(), System.nanoTime() - runs, timedOut)
                        .log(text, "invoke");
                lost.again(text.bytes());
            }
            lost.failed(body, logged(lost, timedOut ? "timeout" : "error", null));
            owner.answered(this, lost, System.nanoTime() - runs);
        } else if (before == State.STARTING && !unwanted) {
            owner.stillborn(this, stillbirth(error));
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
        text.output(ended.started());
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
        if (overfull) {
            text.line(Failure.outOfStorage(id, spec.storage()).message());
        }
        // What it started in the time of is told of that.
        long init = initTold || late ? 0 : initNanos;
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
                        overfull = true;
                        end(request -> Failure.outOfStorage(request, spec.storage()).json());
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
