package dev.antiphon.delivery;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery that is kept has come.
 *
 * @param attempts that have ended
 * @param due when the next attempt is to be made; when the present one began, if one is under way
 * @param underWay the number of the attempt that is under way, or 0
 * @param inside whether that one is a call to an operation of this server: its answer comes by
 *     parcel, whatever crashes
 * @param error code and message of the last refusal, or null before the first
 */
record Progress(int attempts, Instant due, long underWay, boolean inside, @Nullable Refusal error) {
    record Refusal(String code, String message) {}

    static final RowCodec<Progress> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 2;
                }

                @Override
                public void write(Progress progress, RowWriter out) {
                    out.varint(progress.attempts)
                            .varint(progress.due.toEpochMilli())
                            .varint(progress.underWay);
                    Refusal error = progress.error;
                    out.bool(error != null);
                    if (error != null) {
                        out.text(error.code).text(error.message);
                    }
                    out.bool(progress.inside);
                }

                @Override
                public Progress read(int version, RowReader in) {
                    int attempts = (int) in.varint();
                    Instant due = Instant.ofEpochMilli(in.varint());
                    long underWay = in.varint();
                    Refusal error = in.bool() ? new Refusal(in.text(), in.text()) : null;
                    boolean inside = version >= 2 && in.bool();
                    return new Progress(attempts, due, underWay, inside, error);
                }
            };

    static Progress first(Instant now) {
        return new Progress(0, now, 0, false, null);
    }

    Progress begun(Instant now, long number, boolean inside) {
        return new Progress(attempts, now, number, inside, error);
    }

    Progress refused(Instant next, Refusal why) {
        return new Progress(attempts + 1, next, 0, false, why);
    }

    /** Refused by an attempt that does not count. */
    Progress postponed(Instant next, Refusal why) {
        return new Progress(attempts, next, 0, false, why);
    }
}
