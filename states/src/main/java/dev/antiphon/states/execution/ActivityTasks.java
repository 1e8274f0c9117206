package dev.antiphon.states.execution;

import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.task.TaskAddress;
import org.jspecify.annotations.Nullable;

/**
 * The queues of activities, each on the partition of its activity: tasks come there as parcels of
 * the executions that schedule them, and what a worker takes is told to the execution by another.
 */
final class ActivityTasks {
    /** Takes what executions schedule and withdraw. */
    static final String QUEUE = "states.activity";

    /** Tells an execution that a worker has taken its task. */
    static final String STARTED = "states.activity-started";

    private static final int SCHEDULED = 1;
    private static final int WITHDRAWN = 2;

    private ActivityTasks() {}

    static void schedule(Tx tx, String activity, ActivityTask task) {
        RowWriter out = new RowWriter().u8(SCHEDULED);
        ActivityTask.CODEC.write(task, out);
        tx.send(QUEUE, activity, out.toBytes());
    }

    static void withdraw(Tx tx, String activity, TaskAddress address) {
        RowWriter out = new RowWriter().u8(WITHDRAWN);
        address.write(out);
        tx.send(QUEUE, activity, out.toBytes());
    }

    /** Workers that poll wait for this. */
    static Object topic(String activity) {
        return new Arrivals(activity);
    }

    private record Arrivals(String activity) {}

    static Receiver queue() {
        return (tx, activity, payload) -> {
            RowReader in = new RowReader(payload);
            if (in.u8() == SCHEDULED) {
                ActivityTask task = ActivityTask.CODEC.read(1, in);
                tx.put(
                        ExecutionTables.ACTIVITY_TASKS,
                        new ActivityTask.Key(activity, tx.ids().next()),
                        task);
                tx.signal(topic(activity), 1);
            } else {
                remove(tx, activity, TaskAddress.read(in));
            }
        };
    }

    private static void remove(Tx tx, String activity, TaskAddress address) {
        ActivityTask.Key found = null;
        try (Scan<ActivityTask.Key, ActivityTask> rows = tasks(tx, activity)) {
            while (found == null && rows.next()) {
                if (rows.value().address().equals(address)) {
                    found = rows.key();
                }
            }
        }
        if (found != null) {
            tx.delete(ExecutionTables.ACTIVITY_TASKS, found);
        }
    }

    private static Scan<ActivityTask.Key, ActivityTask> tasks(Tx tx, String activity) {
        return tx.scan(
                ExecutionTables.ACTIVITY_TASKS,
                new ActivityTask.Key(activity, 0),
                new ActivityTask.Key(activity, Long.MAX_VALUE));
    }

    /** Gives out the task that has waited longest, or null if there is none. */
    static @Nullable ActivityTask take(Tx tx, String activity, @Nullable String worker) {
        ActivityTask.Key key;
        ActivityTask task;
        try (Scan<ActivityTask.Key, ActivityTask> rows = tasks(tx, activity)) {
            if (!rows.next()) {
                return null;
            }
            key = rows.key();
            task = rows.value();
        }
        tx.delete(ExecutionTables.ACTIVITY_TASKS, key);
        RowWriter out = new RowWriter();
        task.address().write(out);
        out.optionalText(worker);
        tx.send(STARTED, task.address().home(), out.toBytes());
        return task;
    }

    static Receiver started(Programs programs) {
        return (tx, home, payload) -> {
            RowReader in = new RowReader(payload);
            TaskAddress address = TaskAddress.read(in);
            String worker = in.optionalText();
            OpenExecution open =
                    OpenExecution.find(tx, programs, address.home(), address.execution());
            Strand strand =
                    open == null ? null : open.caller(address.strand(), address.nonce());
            if (open == null || strand == null) {
                return;
            }
            TaskStep step = (TaskStep) open.run().program.step(strand);
            open.run()
                    .guarded(
                            () ->
                                    open.run()
                                            .attempt(
                                                    strand,
                                                    step,
                                                    () ->
                                                            step.started(
                                                                    open.run(), strand, worker)));
            open.go();
            open.save();
        };
    }
}
