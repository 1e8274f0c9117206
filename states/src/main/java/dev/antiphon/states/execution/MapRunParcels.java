package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/** What an execution, its Map Runs and their children tell each other. */
final class MapRunParcels {
    /** Of those that say all by their address. */
    static final byte[] NOTHING = {};

    /** A child to begin. */
    record Beginning(MapRunOrder order, int index, String name, String input) {}

    /** A child has ended. */
    record Ended(int index, Status status, @Nullable String output) {}

    /** A child is to go on. */
    record Redriven(String mapRun, int index) {}

    /** A Map Run has ended. */
    record Result(TaskAddress parent, String mapRun, TaskOutcome outcome) {}

    /** What children run, by its hash. */
    record Sent(String hash, Pinned pinned) {}

    /** A Map Run to begin, and what its children run. */
    record Ordered(MapRunOrder order, Pinned pinned) {}

    static final ParcelKind<Ordered> ORDER =
            new ParcelKind<>(
                    "states.map-run",
                    (ordered, out) -> {
                        ordered.order.write(out);
                        Pinned.CODEC.write(ordered.pinned, out);
                    },
                    (arn, in) -> new Ordered(MapRunOrder.read(in), Pinned.CODEC.read(1, in)));

    static final ParcelKind<byte[]> STOP_CHILD = ParcelKind.ofBytes("states.map-run-stop-child");

    static final ParcelKind<TaskAddress> REDRIVE =
            new ParcelKind<>(
                    "states.map-run-redrive",
                    (parent, out) -> parent.write(out),
                    (arn, in) -> TaskAddress.read(in));

    static final ParcelKind<Redriven> REDRIVE_CHILD =
            new ParcelKind<>(
                    "states.map-run-redrive-child",
                    (redriven, out) -> out.text(redriven.mapRun).varint(redriven.index),
                    (home, in) -> new Redriven(in.text(), (int) in.varint()));

    static final ParcelKind<byte[]> FORGET = ParcelKind.ofBytes("states.map-run-forget");

    static final ParcelKind<String> RELEASE =
            new ParcelKind<>(
                    "states.map-run-release",
                    (hash, out) -> out.text(hash),
                    (arn, in) -> in.text());

    static final ParcelKind<String> ABORT =
            new ParcelKind<>(
                    "states.map-run-abort",
                    (arn, out) -> out.text(arn),
                    (address, in) -> in.text());

    static final ParcelKind<Sent> REVISION =
            new ParcelKind<>(
                    "states.map-run-revision",
                    (sent, out) -> {
                        out.text(sent.hash);
                        Pinned.CODEC.write(sent.pinned, out);
                    },
                    (any, in) -> new Sent(in.text(), Pinned.CODEC.read(1, in)));

    static final ParcelKind<Beginning> BEGIN =
            new ParcelKind<>(
                    "states.map-run-child", MapRunParcels::write, (home, in) -> readBeginning(in));

    static final ParcelKind<Ended> ENDED =
            new ParcelKind<>(
                    "states.map-run-child-ended",
                    (ended, out) ->
                            out.varint(ended.index)
                                    .u8(ended.status.code())
                                    .optionalText(ended.output),
                    (arn, in) ->
                            new Ended((int) in.varint(), Status.of(in.u8()), in.optionalText()));

    static final ParcelKind<Result> RESULT =
            new ParcelKind<>(
                    "states.map-run-ended",
                    (result, out) -> {
                        result.parent.write(out);
                        out.text(result.mapRun);
                        Outcomes.writeOptional(out, result.outcome);
                    },
                    (home, in) ->
                            new Result(
                                    TaskAddress.read(in),
                                    in.text(),
                                    Check.present(
                                            Outcomes.readOptional(in), "it came to something")));

    private MapRunParcels() {}

    private static void write(Beginning beginning, RowWriter out) {
        beginning.order.write(out);
        out.varint(beginning.index).text(beginning.name).text(beginning.input);
    }

    private static Beginning readBeginning(RowReader in) {
        return new Beginning(MapRunOrder.read(in), (int) in.varint(), in.text(), in.text());
    }
}
