package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Calls of tested tasks that are under way, by the number of the test. */
final class TestCalls {
    /** Fires when nobody can wait for a call any more. */
    static final String FORGET_TIMER = "states.test-forget";

    /** Longer than a test may take. */
    private static final Duration KEPT = Duration.ofMinutes(6);

    private TestCalls() {}

    /**
     * @param nonce of the call
     * @param outcome null where it is not known yet
     */
    record TestCall(long nonce, @Nullable TaskOutcome outcome) {
        static final RowCodec<TestCall> CODEC =
                new RowCodec<>() {
                    @Override
                    public int version() {
                        return 1;
                    }

                    @Override
                    public void write(TestCall row, RowWriter out) {
                        out.i64(row.nonce);
                        Outcomes.writeOptional(out, row.outcome);
                    }

                    @Override
                    public TestCall read(int version, RowReader in) {
                        return new TestCall(in.i64(), Outcomes.readOptional(in));
                    }
                };
    }

    private record Topic(long test) {}

    /** Is signalled when the outcome of a test's call is known. */
    static Object topic(long test) {
        return new Topic(test);
    }

    static void begin(Tx tx, long test, long nonce, Instant started) {
        tx.put(ExecutionTables.TEST_CALLS, test, new TestCall(nonce, null));
        tx.setTimer(timer(test, started));
    }

    static @Nullable TestCall find(Tx tx, long test) {
        return tx.get(ExecutionTables.TEST_CALLS, test);
    }

    static boolean awaited(Tx tx, TaskAddress address) {
        TestCall call = find(tx, address.execution());
        return call != null && call.nonce == address.nonce() && call.outcome == null;
    }

    static void take(Tx tx, TaskAddress address, TaskOutcome outcome) {
        if (awaited(tx, address)) {
            tx.put(
                    ExecutionTables.TEST_CALLS,
                    address.execution(),
                    new TestCall(address.nonce(), outcome));
            tx.signal(topic(address.execution()), Integer.MAX_VALUE);
        }
    }

    static void end(Tx tx, long test, Instant started) {
        if (find(tx, test) != null) {
            tx.delete(ExecutionTables.TEST_CALLS, test);
            tx.cancelTimer(timer(test, started));
        }
    }

    private static Timer timer(long test, Instant started) {
        return new Timer(FORGET_TIMER, started.plus(KEPT), Long.toString(test));
    }

    /** Forgets a call that nobody has waited for to the end. */
    static TimerHandler forget() {
        return (tx, timer) -> tx.delete(ExecutionTables.TEST_CALLS, Long.parseLong(timer.key()));
    }
}
