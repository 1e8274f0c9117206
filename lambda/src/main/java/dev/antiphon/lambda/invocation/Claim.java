package dev.antiphon.lambda.invocation;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of an {@link EventKey}: a row on the partition of the function. */
sealed interface Claim {
    /**
     * An event that has it is in the function's queue, or with the function.
     *
     * @param requestId of that event
     */
    record InProgress(String requestId) implements Claim {}

    /**
     * The function has succeeded.
     *
     * @param until when that is forgotten
     * @param result what it answered, or null where that was too large to be kept
     */
    record Completed(Instant until, byte @Nullable [] result) implements Claim {}

    RowCodec<Claim> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Claim claim, RowWriter out) {
                    switch (claim) {
                        case InProgress(String requestId) -> out.bool(false).text(requestId);
                        case Completed(Instant until, byte @Nullable [] result) -> {
                            out.bool(true).varint(until.toEpochMilli()).bool(result != null);
                            if (result != null) {
                                out.bytes(result);
                            }
                        }
                    }
                }

                @Override
                public Claim read(int version, RowReader in) {
                    return in.bool()
                            ? new Completed(
                                    Instant.ofEpochMilli(in.varint()),
                                    in.bool() ? in.bytes() : null)
                            : new InProgress(in.text());
                }
            };
}
