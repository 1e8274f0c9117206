package dev.antiphon.scheduler;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;

/**
 * The next time at which a schedule is to be invoked.
 *
 * @param scheduled as its expression says
 * @param due when it is invoked: later than that in a flexible time window
 */
record Occurrence(Instant scheduled, Instant due) {
    static final RowCodec<Occurrence> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Occurrence value, RowWriter out) {
                    out.i64(value.scheduled.toEpochMilli()).i64(value.due.toEpochMilli());
                }

                @Override
                public Occurrence read(int version, RowReader in) {
                    return new Occurrence(
                            Instant.ofEpochMilli(in.i64()), Instant.ofEpochMilli(in.i64()));
                }
            };
}
