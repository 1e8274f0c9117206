package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run: the child executions of a distributed Map state. On the partition of its own ARN.
 *
 * @param order without the inputs
 * @param total how many children there are to be
 * @param begun how many have begun; after a redrive only those that succeeded before count
 * @param next the item that is looked at next: those before have begun, or need not
 * @param stopped when it ended, or null
 * @param redriven when it was redriven last, or null
 */
record MapRun(
        MapRunOrder order,
        Status status,
        int total,
        int begun,
        Ends ends,
        int next,
        Instant started,
        @Nullable Instant stopped,
        int redrives,
        @Nullable Instant redriven) {

    /** How many children have ended, and how. */
    record Ends(int succeeded, int failed, int timedOut, int aborted) {
        static final Ends NONE = new Ends(0, 0, 0, 0);

        int all() {
            return succeeded + unsuccessful();
        }

        int unsuccessful() {
            return failed + timedOut + aborted;
        }

        Ends and(Status how) {
            return new Ends(
                    succeeded + (how == Status.SUCCEEDED ? 1 : 0),
                    failed + (how == Status.FAILED ? 1 : 0),
                    timedOut + (how == Status.TIMED_OUT ? 1 : 0),
                    aborted + (how == Status.ABORTED ? 1 : 0));
        }

        private void write(RowWriter out) {
            out.varint(succeeded).varint(failed).varint(timedOut).varint(aborted);
        }

        private static Ends read(RowReader in) {
            return new Ends(
                    (int) in.varint(), (int) in.varint(), (int) in.varint(), (int) in.varint());
        }
    }

    static final RowCodec<MapRun> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 2;
                }

                @Override
                public void write(MapRun row, RowWriter out) {
                    row.order.write(out);
                    out.u8(row.status.code()).varint(row.total).varint(row.begun);
                    row.ends.write(out);
                    Rows.write(out, row.started);
                    Rows.writeOptional(out, row.stopped);
                    out.varint(row.next).varint(row.redrives);
                    Rows.writeOptional(out, row.redriven);
                }

                @Override
                public MapRun read(int version, RowReader in) {
                    MapRunOrder order = MapRunOrder.read(in);
                    Status status = Status.of(in.u8());
                    int total = (int) in.varint();
                    int begun = (int) in.varint();
                    Ends ends = Ends.read(in);
                    Instant started = Rows.readInstant(in);
                    Instant stopped = Rows.readOptionalInstant(in);
                    return new MapRun(
                            order,
                            status,
                            total,
                            begun,
                            ends,
                            version < 2 ? begun : (int) in.varint(),
                            started,
                            stopped,
                            version < 2 ? 0 : (int) in.varint(),
                            version < 2 ? null : Rows.readOptionalInstant(in));
                }
            };

    static MapRun of(MapRunOrder order, int total, Instant now) {
        return new MapRun(order, Status.RUNNING, total, 0, Ends.NONE, 0, now, null, 0, null);
    }

    int running() {
        return begun - ends.all();
    }

    int pending() {
        return total - begun;
    }

    boolean intolerable() {
        int bad = ends.unsuccessful();
        return bad > 0
                && bad > order.toleratedCount()
                && 100.0 * bad > order.toleratedPercentage() * total;
    }

    /**
     * @param passed the item that is looked at next
     */
    MapRun begin(int more, int passed) {
        return new MapRun(
                order,
                status,
                total,
                begun + more,
                ends,
                passed,
                started,
                stopped,
                redrives,
                redriven);
    }

    MapRun ended(Status how) {
        return new MapRun(
                order,
                status,
                total,
                begun,
                ends.and(how),
                next,
                started,
                stopped,
                redrives,
                redriven);
    }

    MapRun closed(Status how, Instant when) {
        return new MapRun(order, how, total, begun, ends, next, started, when, redrives, redriven);
    }

    MapRun with(MapRunOrder changed) {
        return new MapRun(
                changed, status, total, begun, ends, next, started, stopped, redrives, redriven);
    }

    /** It will go on when all children that were stopped have ended. */
    MapRun toRedrive(TaskAddress waiting, Instant now) {
        return new MapRun(
                order.with(waiting),
                Status.PENDING_REDRIVE,
                total,
                begun,
                ends,
                next,
                started,
                null,
                redrives + 1,
                now);
    }

    /** It goes on: with all children but those that have succeeded. */
    MapRun again() {
        return new MapRun(
                order,
                Status.RUNNING,
                total,
                ends.succeeded,
                new Ends(ends.succeeded, 0, 0, 0),
                0,
                started,
                stopped,
                redrives,
                redriven);
    }
}
