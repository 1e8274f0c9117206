package dev.antiphon.events.archive;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import org.jspecify.annotations.Nullable;

/** How many events an archive holds, and how large they are together. */
record Totals(long events, long bytes) {
    static final Totals NONE = new Totals(0, 0);

    static final RowCodec<Totals> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Totals row, RowWriter out) {
                    out.varint(row.events).varint(row.bytes);
                }

                @Override
                public Totals read(int version, RowReader in) {
                    return new Totals(in.varint(), in.varint());
                }
            };

    static Totals of(@Nullable Totals row) {
        return row == null ? NONE : row;
    }

    Totals with(ArchivedEvent event) {
        return new Totals(events + 1, bytes + event.body().length);
    }

    Totals without(ArchivedEvent event) {
        return new Totals(events - 1, bytes - event.body().length);
    }
}
