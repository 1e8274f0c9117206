package dev.antiphon.events;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a bus.
 *
 * @param eventSource the partner event source that it belongs to, or null
 * @param deadLetterQueue an ARN, for events that cannot be decrypted; kept and shown
 * @param policy the resource policy as JSON, or null if there is none
 * @param logging kept and shown
 * @param tags in the order in which they were given
 */
public record Bus(
        BusArn arn,
        Instant created,
        Instant modified,
        @Nullable String description,
        @Nullable String eventSource,
        @Nullable String kmsKey,
        @Nullable String deadLetterQueue,
        @Nullable String policy,
        @Nullable Logging logging,
        Map<String, String> tags) {

    /**
     * What is logged of the events of a bus.
     *
     * @param includeDetail {@code NONE} or {@code FULL}
     * @param level {@code OFF}, {@code ERROR}, {@code INFO} or {@code TRACE}
     */
    public record Logging(@Nullable String includeDetail, @Nullable String level) {}

    /**
     * Nobody creates the default bus, so nobody knows when it was: the day on which EventBridge
     * began.
     */
    private static final Instant BEGINNING = Instant.parse("2019-07-11T00:00:00Z");

    static final RowCodec<Bus> CODEC = new Codec();

    public Bus {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** A new bus without anything to say about it. */
    public static Bus named(BusArn arn, Instant now) {
        return new Bus(arn, now, now, null, null, null, null, null, null, Map.of());
    }

    /** The default bus of an account and region, as long as nobody has changed it. */
    static Bus defaultBus(BusArn arn) {
        return named(arn, BEGINNING);
    }

    Bus withPolicy(@Nullable String changed, Instant now) {
        return new Bus(
                arn,
                created,
                now,
                description,
                eventSource,
                kmsKey,
                deadLetterQueue,
                changed,
                logging,
                tags);
    }

    Bus withTags(Map<String, String> changed) {
        return new Bus(
                arn,
                created,
                modified,
                description,
                eventSource,
                kmsKey,
                deadLetterQueue,
                policy,
                logging,
                changed);
    }

    private static final class Codec implements RowCodec<Bus> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Bus bus, RowWriter out) {
            bus.arn.write(out);
            out.i64(bus.created.toEpochMilli()).i64(bus.modified.toEpochMilli());
            out.optionalText(bus.description)
                    .optionalText(bus.eventSource)
                    .optionalText(bus.kmsKey)
                    .optionalText(bus.deadLetterQueue)
                    .optionalText(bus.policy);
            Logging logging = bus.logging;
            out.bool(logging != null);
            if (logging != null) {
                out.optionalText(logging.includeDetail).optionalText(logging.level);
            }
            out.texts(bus.tags);
        }

        @Override
        public Bus read(int version, RowReader in) {
            return new Bus(
                    BusArn.read(in),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.bool() ? new Logging(in.optionalText(), in.optionalText()) : null,
                    in.namedTexts());
        }
    }
}
