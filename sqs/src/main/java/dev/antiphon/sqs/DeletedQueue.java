package dev.antiphon.sqs;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is left of a queue for a while: its name cannot be used again before that. */
record DeletedQueue(Instant at) {
    /** How long a name stays taken. */
    static final Duration QUARANTINE = Duration.ofSeconds(60);

    DeletedQueue {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    Instant until() {
        return at.plus(QUARANTINE);
    }

    static final RowCodec<DeletedQueue> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(DeletedQueue queue, RowWriter out) {
                    out.i64(queue.at.toEpochMilli());
                }

                @Override
                public DeletedQueue read(int version, RowReader in) {
                    return new DeletedQueue(Instant.ofEpochMilli(in.i64()));
                }
            };
}
