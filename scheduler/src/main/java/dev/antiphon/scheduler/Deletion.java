package dev.antiphon.scheduler;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while which call deleted something, so that the same call, made again by a client
 * that had no answer, succeeds again.
 */
record Deletion(String clientToken, Instant until) {
    static final String TIMER = "scheduler.forget-deletion";

    /** SDKs try again within seconds. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    static final RowCodec<Deletion> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Deletion value, RowWriter out) {
                    out.text(value.clientToken).i64(value.until.toEpochMilli());
                }

                @Override
                public Deletion read(int version, RowReader in) {
                    return new Deletion(in.text(), Instant.ofEpochMilli(in.i64()));
                }
            };

    static void remember(Tx tx, String arn, @Nullable String clientToken) {
        if (clientToken != null) {
            Deletion deletion = new Deletion(clientToken, tx.now().plus(KEPT));
            tx.put(SchedulerTables.DELETIONS, arn, deletion);
            tx.setTimer(new Timer(TIMER, deletion.until, arn));
        }
    }

    static boolean isRepeated(Tx tx, String arn, @Nullable String clientToken) {
        Deletion deletion = tx.get(SchedulerTables.DELETIONS, arn);
        return deletion != null && deletion.clientToken.equals(clientToken);
    }

    /** Forgets it, unless the same name was deleted again since. */
    static final TimerHandler FORGET =
            (tx, timer) -> {
                Deletion deletion = tx.get(SchedulerTables.DELETIONS, timer.key());
                if (deletion != null && !deletion.until.isAfter(timer.due())) {
                    tx.delete(SchedulerTables.DELETIONS, timer.key());
                }
            };
}
