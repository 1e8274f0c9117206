package dev.antiphon.sqs;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a receive with a {@code ReceiveRequestAttemptId} gave out, so that a repetition whose first
 * answer was lost on the way gets the same messages and handles.
 */
record ReceiveAttempt(Instant at, List<Taken> taken) {
    /**
     * A message as it was given out.
     *
     * @param invisibleUntil if this has changed since, the attempt cannot be repeated
     */
    record Taken(long sequence, long nonce, Instant invisibleUntil) {}

    static final RowCodec<ReceiveAttempt> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(ReceiveAttempt attempt, RowWriter out) {
                    out.varint(attempt.at.toEpochMilli()).varint(attempt.taken.size());
                    for (Taken each : attempt.taken) {
                        out.varint(each.sequence)
                                .i64(each.nonce)
                                .varint(each.invisibleUntil.toEpochMilli());
                    }
                }

                @Override
                public ReceiveAttempt read(int version, RowReader in) {
                    Instant at = Instant.ofEpochMilli(in.varint());
                    List<Taken> taken = new ArrayList<>();
                    for (long left = in.varint(); left > 0; left--) {
                        taken.add(
                                new Taken(
                                        in.varint(), in.i64(), Instant.ofEpochMilli(in.varint())));
                    }
                    return new ReceiveAttempt(at, taken);
                }
            };

    ReceiveAttempt {
        taken = List.copyOf(taken);
    }
}
