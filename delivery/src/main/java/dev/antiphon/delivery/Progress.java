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
 * @param underWay the number of the attempt that is under way outside, or 0
 * @param error code and message of the last refusal, or null before the first
 */
record Progress(int attempts, Instant due, long underWay, @Nullable Refusal error) {
    record Refusal(String code, String message) {}

    static final RowCodec<Progress> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
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
                }

                @Override
                public Progress read(int version, RowReader in) {
                    return new Progress(
                            (int) in.varint(),
                            Instant.ofEpochMilli(in.varint()),
                            in.varint(),
                            in.bool() ? new Refusal(in.text(), in.text()) : null);
                }
            };

    static Progress first(Instant now) {
        return new Progress(0, now, 0, null);
    }

    Progress begun(Instant now, long number) {
        return new Progress(attempts, now, number, error);
    }

    Progress refused(Instant next, String code, String message) {
        return new Progress(attempts + 1, next, 0, new Refusal(code, message));
    }
}
