package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Strand} that waits, as it is stored.
 *
 * @param parent the id of the strand whose state it is a branch or an iteration of; 0 of the root
 * @param index which branch or iteration it is
 * @param flow the number of the workflow that it follows
 * @param input of the present state
 * @param variables its own, as a JSON object, or null where it has none
 * @param item what the iteration is about, or null
 * @param last the id of its last event
 * @param entered the id of the event that entered the state
 * @param before the id of the event before that
 * @param attempts of each retrier of the state
 * @param armed when its timer is due, or null where it has none
 * @param mapRun the ARN of the Map Run that is under way, or null
 * @param held what came of a task before its call was known to have been made, or null
 */
record StrandRow(
        long parent,
        int index,
        int flow,
        String state,
        Payload input,
        @Nullable String variables,
        @Nullable Payload item,
        long last,
        long entered,
        long before,
        Instant enteredAt,
        List<Integer> attempts,
        Phase phase,
        @Nullable Instant armed,
        @Nullable TaskOutcome held,
        @Nullable String mapRun) {

    /**
     * @param execution its number
     * @param strand counted from 1, the root
     */
    record Key(long execution, long strand) {
        static final KeyCodec<Key> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(Key key, KeyWriter out) {
                        out.i64(key.execution).i64(key.strand);
                    }

                    @Override
                    public Key read(KeyReader in) {
                        return new Key(in.i64(), in.i64());
                    }
                };
    }

    static final RowCodec<StrandRow> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(StrandRow row, RowWriter out) {
                    out.varint(row.parent).varint(row.index).varint(row.flow).text(row.state);
                    out.text(row.input.text()).optionalText(row.variables);
                    Rows.writeOptional(out, row.item);
                    out.varint(row.last).varint(row.entered).varint(row.before);
                    Rows.write(out, row.enteredAt);
                    out.varint(row.attempts.size());
                    row.attempts.forEach(out::varint);
                    row.phase.write(out);
                    Rows.writeOptional(out, row.armed);
                    Outcomes.writeOptional(out, row.held);
                    out.optionalText(row.mapRun);
                }

                @Override
                public StrandRow read(int version, RowReader in) {
                    return new StrandRow(
                            in.varint(),
                            (int) in.varint(),
                            (int) in.varint(),
                            in.text(),
                            Payload.ofText(in.text()),
                            in.optionalText(),
                            Rows.readOptionalPayload(in),
                            in.varint(),
                            in.varint(),
                            in.varint(),
                            Rows.readInstant(in),
                            attempts(in),
                            Phase.read(in),
                            Rows.readOptionalInstant(in),
                            Outcomes.readOptional(in),
                            in.optionalText());
                }
            };

    private static List<Integer> attempts(RowReader in) {
        List<Integer> attempts = new ArrayList<>();
        for (long left = in.varint(); left > 0; left--) {
            attempts.add((int) in.varint());
        }
        return List.copyOf(attempts);
    }
}
