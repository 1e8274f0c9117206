package dev.antiphon.events.archive;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;

/** How the work of a replay tells the replay how far it is. */
final class ReplayReport {
    static final ParcelKind<byte[]> RECEIVER = ParcelKind.ofBytes("events.replay-report");
    static final String FORGET = "events.replay-forget";

    /** How long a replay that has ended is shown. */
    private static final Duration SHOWN = Duration.ofDays(90);

    private ReplayReport() {}

    /**
     * @param lastReplayed the time of the last event, or null if there is no news of it
     */
    static void send(
            Tx tx,
            ResourceKey replay,
            ReplayState state,
            @Nullable String reason,
            @Nullable Instant lastReplayed) {
        RowWriter out = new RowWriter();
        out.text(state.toString()).optionalText(reason);
        Times.write(lastReplayed, out);
        tx.send(RECEIVER, replay.arn(Replay.TYPE), out.toBytes());
    }

    /** Takes a report in, on the partition of the replay. */
    static void receive(Tx tx, String address, byte[] payload) {
        ResourceKey key =
                Check.present(ResourceKey.parse(address, Replay.TYPE), "a replay's address");
        Replay replay = tx.get(ArchiveTables.REPLAYS, key);
        if (replay == null) {
            return;
        }
        RowReader in = new RowReader(payload);
        ReplayState state = ReplayState.fromValue(in.text());
        String reason = in.optionalText();
        Replay reached = replay.reached(Times.read(in));
        tx.put(ArchiveTables.REPLAYS, key, follow(tx, reached, state, reason));
    }

    private static Replay follow(Tx tx, Replay replay, ReplayState state, @Nullable String reason) {
        return switch (state) {
            case RUNNING -> replay.state() == ReplayState.STARTING ? replay.in(state) : replay;
            case COMPLETED, CANCELLED, FAILED -> {
                tx.setTimer(new Timer(FORGET, tx.after(SHOWN), replay.arn()));
                yield replay.ended(state, reason, tx.now());
            }
            case STARTING, CANCELLING, UNKNOWN_TO_SDK_VERSION -> replay;
        };
    }

    static void forget(Tx tx, Timer timer) {
        ResourceKey key =
                Check.present(ResourceKey.parse(timer.key(), Replay.TYPE), "it is of a replay");
        tx.delete(ArchiveTables.REPLAYS, key);
    }
}
