package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run: the child executions of a distributed Map state. On the partition of its own ARN.
 *
 * @param order without the inputs
 * @param total how many children there are to be
 * @param begun how many have begun
 * @param stopped when it ended, or null
 */
record MapRun(
        MapRunOrder order,
        Status status,
        int total,
        int begun,
        int succeeded,
        int failed,
        int timedOut,
        int aborted,
        Instant started,
        @Nullable Instant stopped) {

    static final RowCodec<MapRun> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(MapRun row, RowWriter out) {
                    row.order.write(out);
                    out.u8(row.status.code()).varint(row.total).varint(row.begun);
                    out.varint(row.succeeded).varint(row.failed).varint(row.timedOut);
                    out.varint(row.aborted);
                    Rows.write(out, row.started);
                    Rows.writeOptional(out, row.stopped);
                }

                @Override
                public MapRun read(int version, RowReader in) {
                    return new MapRun(
                            MapRunOrder.read(in),
                            Status.of(in.u8()),
                            (int) in.varint(),
                            (int) in.varint(),
                            (int) in.varint(),
                            (int) in.varint(),
                            (int) in.varint(),
                            (int) in.varint(),
                            Rows.readInstant(in),
                            Rows.readOptionalInstant(in));
                }
            };

    int ended() {
        return succeeded + failed + timedOut + aborted;
    }

    int running() {
        return begun - ended();
    }

    int pending() {
        return total - begun;
    }

    boolean intolerable() {
        int bad = failed + timedOut + aborted;
        return bad > 0
                && bad > order.toleratedCount()
                && 100.0 * bad > order.toleratedPercentage() * total;
    }

    MapRun begin(int more) {
        return new MapRun(
                order,
                status,
                total,
                begun + more,
                succeeded,
                failed,
                timedOut,
                aborted,
                started,
                stopped);
    }

    MapRun ended(Status how) {
        return new MapRun(
                order,
                status,
                total,
                begun,
                succeeded + (how == Status.SUCCEEDED ? 1 : 0),
                failed + (how == Status.FAILED ? 1 : 0),
                timedOut + (how == Status.TIMED_OUT ? 1 : 0),
                aborted + (how == Status.ABORTED ? 1 : 0),
                started,
                stopped);
    }

    MapRun closed(Status how, Instant when) {
        return new MapRun(
                order, how, total, begun, succeeded, failed, timedOut, aborted, started, when);
    }

    MapRun with(MapRunOrder changed) {
        return new MapRun(
                changed, status, total, begun, succeeded, failed, timedOut, aborted, started,
                stopped);
    }
}
