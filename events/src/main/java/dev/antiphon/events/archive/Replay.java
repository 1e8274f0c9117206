package dev.antiphon.events.archive;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;

/**
 * What users see of a replay. The work is done by {@link ReplayWork}, which reports.
 *
 * @param archive its ARN
 * @param rules the ARNs of the only rules that are to see the events; empty for all
 * @param from the first event time that is replayed
 * @param to the last one
 * @param ended when it was completed, cancelled or failed, or null
 * @param lastReplayed the time of the last event that was replayed, or null before the first
 */
record Replay(
        ResourceKey key,
        @Nullable String description,
        String archive,
        BusArn bus,
        List<String> rules,
        Instant from,
        Instant to,
        ReplayState state,
        @Nullable String reason,
        Instant started,
        @Nullable Instant ended,
        @Nullable Instant lastReplayed) {

    /** In ARNs. */
    static final String TYPE = "replay";

    static final RowCodec<Replay> CODEC = new Codec();

    Replay {
        rules = List.copyOf(rules);
    }

    String arn() {
        return key.arn(TYPE);
    }

    /** Whether there may be work left. */
    boolean active() {
        return switch (state) {
            case STARTING, RUNNING, CANCELLING -> true;
            case COMPLETED, CANCELLED, FAILED, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    Replay in(ReplayState changed) {
        return new Replay(
                key,
                description,
                archive,
                bus,
                rules,
                from,
                to,
                changed,
                reason,
                started,
                ended,
                lastReplayed);
    }

    Replay reached(@Nullable Instant eventTime) {
        return eventTime == null
                ? this
                : new Replay(
                        key,
                        description,
                        archive,
                        bus,
                        rules,
                        from,
                        to,
                        state,
                        reason,
                        started,
                        ended,
                        eventTime);
    }

    Replay ended(ReplayState last, @Nullable String why, Instant at) {
        return new Replay(
                key,
                description,
                archive,
                bus,
                rules,
                from,
                to,
                last,
                why,
                started,
                at,
                lastReplayed);
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Replay require(@Nullable Replay found, String name) {
        if (found == null) {
            throw EventsErrors.notFound("Replay " + name + " does not exist.");
        }
        return found;
    }

    private static final class Codec implements RowCodec<Replay> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Replay row, RowWriter out) {
            row.key.write(out);
            out.optionalText(row.description).text(row.archive);
            row.bus.write(out);
            out.texts(row.rules);
            out.i64(row.from.toEpochMilli()).i64(row.to.toEpochMilli());
            out.text(row.state.toString()).optionalText(row.reason);
            out.i64(row.started.toEpochMilli());
            Times.write(row.ended, out);
            Times.write(row.lastReplayed, out);
        }

        @Override
        public Replay read(int version, RowReader in) {
            return new Replay(
                    ResourceKey.read(in),
                    in.optionalText(),
                    in.text(),
                    BusArn.read(in),
                    in.texts(),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()),
                    ReplayState.fromValue(in.text()),
                    in.optionalText(),
                    Instant.ofEpochMilli(in.i64()),
                    Times.read(in),
                    Times.read(in));
        }
    }
}
