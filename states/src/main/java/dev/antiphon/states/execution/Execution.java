package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed of an execution from its beginning on; how it stands is a {@link Standing}.
 *
 * @param number unique on its partition: its strands and its history are found by it
 * @param machineArn of its state machine, without version or alias
 * @param updated when the machine got the revision that it runs
 * @param pinned the hash by which that revision is kept
 * @param input of an Express execution: there is no history that it could be read from
 * @param mapRun the Map Run that it is a child of, or null
 */
record Execution(
        long number,
        ExecutionArn arn,
        String machineArn,
        String machineName,
        @Nullable String version,
        @Nullable String alias,
        Instant updated,
        String pinned,
        Instant started,
        @Nullable Payload input,
        @Nullable MapRunChild mapRun,
        @Nullable String traceHeader) {

    /**
     * @param mapRun the ARN of the Map Run
     * @param home the execution whose Map state it is: what is sent to it is routed by this
     * @param item which of the items, or batches of them, it is for
     * @param flow the number of the workflow of the definition that it runs
     */
    record MapRunChild(String mapRun, String home, int item, int flow) {}

    static final RowCodec<Execution> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Execution row, RowWriter out) {
                    ExecutionArn arn = row.arn;
                    out.i64(row.number).text(arn.region()).text(arn.account());
                    out.text(arn.machine()).text(arn.name()).optionalText(arn.express());
                    out.text(row.machineArn).text(row.machineName);
                    out.optionalText(row.version).optionalText(row.alias);
                    Rows.write(out, row.updated);
                    out.text(row.pinned);
                    Rows.write(out, row.started);
                    Rows.writeOptional(out, row.input);
                    MapRunChild child = row.mapRun;
                    out.bool(child != null);
                    if (child != null) {
                        out.text(child.mapRun).text(child.home);
                        out.varint(child.item).varint(child.flow);
                    }
                    out.optionalText(row.traceHeader);
                }

                @Override
                public Execution read(int version, RowReader in) {
                    return new Execution(
                            in.i64(),
                            new ExecutionArn(
                                    in.text(), in.text(), in.text(), in.text(), in.optionalText()),
                            in.text(),
                            in.text(),
                            in.optionalText(),
                            in.optionalText(),
                            Rows.readInstant(in),
                            in.text(),
                            Rows.readInstant(in),
                            Rows.readOptionalPayload(in),
                            in.bool()
                                    ? new MapRunChild(
                                            in.text(),
                                            in.text(),
                                            (int) in.varint(),
                                            (int) in.varint())
                                    : null,
                            in.optionalText());
                }
            };

    /** Where its rows are. An Express child of a Map Run is waited for, so it must not be lost. */
    ExecutionTables.Kept kept() {
        return ExecutionTables.kept(express() && mapRun == null);
    }

    boolean express() {
        return arn.express() != null;
    }

    Standing.Key standing() {
        return new Standing.Key(mapRun == null ? machineArn : mapRun.mapRun(), started, number);
    }
}
