package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an execution stands. Its key puts the executions of a machine into the order of
 * ListExecutions, the latest first.
 *
 * @param arn of the execution
 * @param lastEvent the id of its last event
 * @param lastStrand the number of the strand that began last
 * @param lastChunk the first event of the last part of its history: there is its result
 * @param stopped when it ended, or null
 * @param redriven when it was redriven last, or null
 * @param expiry when its timeout fires, or null where none is set
 * @param redriveToken of the call that redrove it last, or null
 * @param result of an Express execution: its output, or error and cause; else null
 */
record Standing(
        String arn,
        String name,
        Status status,
        @Nullable String version,
        @Nullable String alias,
        long lastEvent,
        long lastStrand,
        long lastChunk,
        @Nullable Instant stopped,
        int redrives,
        @Nullable Instant redriven,
        @Nullable Instant expiry,
        @Nullable Result result,
        @Nullable String redriveToken) {

    /** How it ended: with an output, or with an error and a cause that may be null. */
    record Result(@Nullable String output, @Nullable String error, @Nullable String cause) {}

    /**
     * @param machine the ARN of the state machine, or of the Map Run for its children
     */
    record Key(String machine, Instant started, long number) {
        static final KeyCodec<Key> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(Key key, KeyWriter out) {
                        out.text(key.machine).i64(-key.started.toEpochMilli()).i64(-key.number);
                    }

                    @Override
                    public Key read(KeyReader in) {
                        return new Key(in.text(), Instant.ofEpochMilli(-in.i64()), -in.i64());
                    }
                };

        /** Before all executions of a machine. */
        static Key first(String machine) {
            return new Key(machine, Instant.ofEpochMilli(Long.MAX_VALUE / 2), Long.MAX_VALUE);
        }

        /** Behind all of them. */
        static Key end(String machine) {
            return new Key(machine, Instant.ofEpochMilli(0), 0);
        }
    }

    static final RowCodec<Standing> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 2;
                }

                @Override
                public void write(Standing row, RowWriter out) {
                    out.text(row.arn).text(row.name).u8(row.status.code());
                    out.optionalText(row.version).optionalText(row.alias);
                    out.varint(row.lastEvent).varint(row.lastStrand).varint(row.lastChunk);
                    Rows.writeOptional(out, row.stopped);
                    out.varint(row.redrives);
                    Rows.writeOptional(out, row.redriven);
                    Rows.writeOptional(out, row.expiry);
                    Result result = row.result;
                    out.bool(result != null);
                    if (result != null) {
                        out.optionalText(result.output);
                        out.optionalText(result.error).optionalText(result.cause);
                    }
                    out.optionalText(row.redriveToken);
                }

                @Override
                public Standing read(int version, RowReader in) {
                    return new Standing(
                            in.text(),
                            in.text(),
                            Status.of(in.u8()),
                            in.optionalText(),
                            in.optionalText(),
                            in.varint(),
                            in.varint(),
                            in.varint(),
                            Rows.readOptionalInstant(in),
                            (int) in.varint(),
                            Rows.readOptionalInstant(in),
                            Rows.readOptionalInstant(in),
                            in.bool()
                                    ? new Result(
                                            in.optionalText(), in.optionalText(), in.optionalText())
                                    : null,
                            version < 2 ? null : in.optionalText());
                }
            };
}
