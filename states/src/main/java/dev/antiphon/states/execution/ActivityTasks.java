package dev.antiphon.states.execution;

import dev.antiphon.engine.ParcelKind;
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
    /** What executions tell an activity's queue. */
    sealed interface Change {
        record Scheduled(ActivityTask task) implements Change {}

        record Withdrawn(TaskAddress address) implements Change {}
    }

    /** What an execution is told when a worker has taken its task. */
    record Started(TaskAddress address, @Nullable String worker) {}

    static final ParcelKind<Change> QUEUE =
            new ParcelKind<>(
                    "states.activity", ActivityTasks::write, (activity, in) -> readChange(in));

    static final ParcelKind<Started> STARTED =
            new ParcelKind<>(
                    "states.activity-started",
                    (started, out) -> {
                        started.address.write(out);
                        out.optionalText(started.worker);
                    },
                    (home, in) -> new Started(TaskAddress.read(in), in.optionalText()));

    private ActivityTasks() {}

    private static void write(Change change, RowWriter out) {
        switch (change) {
            case Change.Scheduled(ActivityTask task) -> {
                out.u8(1);
                ActivityTask.CODEC.write(task, out);
            }
            case Change.Withdrawn(TaskAddress address) -> {
                out.u8(2);
                address.write(out);
            }
        }
    }

    private static Change readChange(RowReader in) {
        return in.u8() == 1
                ? new Change.Scheduled(ActivityTask.CODEC.read(1, in))
                : new Change.Withdrawn(TaskAddress.read(in));
    }

    static void schedule(Tx tx, String activity, ActivityTask task) {
        tx.send(QUEUE, activity, new Change.Scheduled(task));
    }

    static void withdraw(Tx tx, String activity, TaskAddress address) {
        tx.send(QUEUE, activity, new Change.Withdrawn(address));
    }

    /** Workers that poll wait for this. */
    static Object topic(String activity) {
        return new Arrivals(activity);
    }

    private record Arrivals(String activity) {}

    static Receiver<Change> queue() {
        return (tx, activity, change) -> {
            switch (change) {
                case Change.Scheduled(ActivityTask task) -> {
                    long number = tx.ids().next();
                    tx.put(
                            ExecutionTables.ACTIVITY_TASKS,
                            new ActivityTask.Key(activity, number),
                            task);
                    tx.put(ExecutionTables.ACTIVITY_PLACES, task.place(activity), number);
                    tx.signal(topic(activity), 1);
                }
                case Change.Withdrawn(TaskAddress address) -> remove(tx, activity, address);
            }
        };
    }

    private static void remove(Tx tx, String activity, TaskAddress address) {
        ActivityTask.Place place = new ActivityTask.Place(activity, address.nonce());
        Long number = tx.get(ExecutionTables.ACTIVITY_PLACES, place);
        if (number == null) {
            return; // a worker has it
        }
        ActivityTask.Key key = new ActivityTask.Key(activity, number);
        ActivityTask task = tx.get(ExecutionTables.ACTIVITY_TASKS, key);
        if (task != null && task.address().equals(address)) {
            tx.delete(ExecutionTables.ACTIVITY_TASKS, key);
            tx.delete(ExecutionTables.ACTIVITY_PLACES, place);
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
        tx.delete(ExecutionTables.ACTIVITY_PLACES, task.place(activity));
        tx.send(STARTED, task.address().home(), new Started(task.address(), worker));
        return task;
    }

    static Receiver<Started> started(Programs programs) {
        return (tx, home, started) -> {
            TaskAddress address = started.address();
            String worker = started.worker();
            OpenExecution open =
                    OpenExecution.find(tx, programs, address.home(), address.execution());
            Strand strand = open == null ? null : open.caller(address.strand(), address.nonce());
            if (open == null || strand == null) {
                return;
            }
            TaskStep step = (TaskStep) open.run().program.step(strand);
            open.run()
                    .guarded(() ->
                            open.run()
                                    .attempt(
                                            strand,
                                            step,
                                            () -> step.started(open.run(), strand, worker)));
            open.go();
            open.save();
        };
    }
}
