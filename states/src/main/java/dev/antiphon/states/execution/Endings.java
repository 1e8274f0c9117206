package dev.antiphon.states.execution;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.ExecutionTables.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What follows when an execution has ended: others are told, and some day it is forgotten. */
final class Endings {
    /** Fires when an execution that has ended need not be known any more. */
    static final String FORGET_TIMER = "states.forget";

    /** How long a Standard execution is known after its end. */
    static final Duration KEPT = Duration.ofDays(90);

    /** Whoever waits for an Express execution in the same call asks again at once. */
    private static final Duration EXPRESS_KEPT = Duration.ofMinutes(1);

    private Endings() {}

    static void follow(
            Tx tx,
            Execution execution,
            Standing standing,
            Run.Ending ending,
            boolean known,
            Supplier<Payload> input) {
        tx.signal(topic(execution.number()), Integer.MAX_VALUE);
        tx.setTimer(
                new Timer(
                        FORGET_TIMER,
                        tx.now().plus(execution.express() ? EXPRESS_KEPT : KEPT),
                        execution.arn().home() + "\n" + execution.number()));
        MapRunChildren.tell(tx, execution, ending);
        if (known) { // else nobody can wait for it yet
            tell(tx, execution, standing, ending, input);
        }
    }

    /** Is signalled when the execution has ended. */
    static Object topic(long execution) {
        return new Ended(execution);
    }

    private record Ended(long execution) {}

    private static void tell(
            Tx tx,
            Execution execution,
            Standing standing,
            Run.Ending ending,
            Supplier<Payload> input) {
        List<Watch.Key> told = new ArrayList<>();
        try (Scan<Watch.Key, Watch> rows = watches(tx, execution.number())) {
            while (rows.next()) {
                Watch watch = rows.value();
                told.add(rows.key());
                send(tx, watch, ended(execution, standing, ending, input));
            }
        }
        told.forEach(key -> tx.delete(ExecutionTables.WATCHES, key));
    }

    private static Scan<Watch.Key, Watch> watches(Tx tx, long execution) {
        return tx.scan(
                ExecutionTables.WATCHES,
                new Watch.Key(execution, 0),
                new Watch.Key(execution, Long.MAX_VALUE));
    }

    static void send(Tx tx, Watch watch, EndedExecution ended) {
        RowWriter out = new RowWriter().bytes(watch.payload());
        ended.write(out);
        tx.send(ParcelKind.ofBytes(watch.receiver()), watch.address(), out.toBytes());
    }

    private static EndedExecution ended(
            Execution execution, Standing standing, Run.Ending ending, Supplier<Payload> input) {
        Payload output = ending.output();
        return new EndedExecution(
                execution.arn().toString(),
                execution.arn().name(),
                execution.machineArn(),
                execution.version(),
                execution.alias(),
                standing.status().name(),
                execution.started(),
                standing.stopped() == null ? execution.started() : standing.stopped(),
                input.get().text(),
                output == null ? null : output.text(),
                ending.error(),
                ending.cause());
    }

    /** Forgets an execution that has ended long ago; nobody can ask for its rows from then on. */
    static TimerHandler forget() {
        return (tx, timer) -> {
            String[] parts = timer.key().split("\n", -1);
            String home = parts[0];
            long number = Long.parseLong(parts[1]);
            String unnamed = ExecutionTables.key(home, true, number);
            if (!forget(tx, ExecutionTables.STANDARD, home, number)
                    && !forget(tx, ExecutionTables.STANDARD, unnamed, number)) {
                forget(tx, ExecutionTables.EXPRESS, unnamed, number);
            }
        };
    }

    private static boolean forget(Tx tx, Kept kept, String key, long number) {
        @Nullable Execution execution = tx.get(kept.executions(), key);
        if (execution == null || execution.number() != number) {
            return false;
        }
        Standing standing = tx.get(kept.standings(), execution.standing());
        if (standing != null && !standing.status().closed()) {
            return true; // it was redriven, and ends again some day
        }
        Instant stopped = standing == null ? null : standing.stopped();
        if (stopped != null && stopped.plus(KEPT).isAfter(tx.now()) && !execution.express()) {
            return true; // it has ended again since
        }
        tx.delete(kept.executions(), key);
        tx.delete(kept.standings(), execution.standing());
        tx.delete(kept.ready(), number);
        Remains.sweep(tx, kept.equals(ExecutionTables.EXPRESS), number);
        return true;
    }
}
