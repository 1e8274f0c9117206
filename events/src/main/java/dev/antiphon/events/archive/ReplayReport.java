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

/**
 * What the work of a replay tells the replay: how far it is.
 *
 * @param lastReplayed the time of the last event, or null if there is no news of it
 */
record ReplayReport(ReplayState state, @Nullable String reason, @Nullable Instant lastReplayed) {
    static final ParcelKind<ReplayReport> RECEIVER =
            new ParcelKind<>("events.replay-report", ReplayReport::write, (replay, in) -> read(in));
    static final String FORGET = "events.replay-forget";

    /** How long a replay that has ended is shown. */
    private static final Duration SHOWN = Duration.ofDays(90);

    static void send(
            Tx tx,
            ResourceKey replay,
            ReplayState state,
            @Nullable String reason,
            @Nullable Instant lastReplayed) {
        ReplayReport report = new ReplayReport(state, reason, lastReplayed);
        tx.send(RECEIVER, replay.arn(Replay.TYPE), report);
    }

    private void write(RowWriter out) {
        out.text(state.toString()).optionalText(reason);
        Times.write(lastReplayed, out);
    }

    private static ReplayReport read(RowReader in) {
        return new ReplayReport(
                ReplayState.fromValue(in.text()), in.optionalText(), Times.read(in));
    }

    /** Takes a report in, on the partition of the replay. */
    static void receive(Tx tx, String address, ReplayReport report) {
        ResourceKey key =
                Check.present(ResourceKey.parse(address, Replay.TYPE), "a replay's address");
        Replay replay = tx.get(ArchiveTables.REPLAYS, key);
        if (replay == null) {
            return;
        }
        Replay reached = replay.reached(report.lastReplayed);
        tx.put(ArchiveTables.REPLAYS, key, follow(tx, reached, report.state, report.reason));
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
