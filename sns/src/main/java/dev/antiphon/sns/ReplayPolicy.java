package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which archived messages of a FIFO topic a subscription is to get again.
 *
 * @param from the time of the first one
 * @param to the time of the last one, or null: up to the present, and then the new ones
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html">Message
 *     replay for FIFO topic subscribers</a>
 */
record ReplayPolicy(Instant from, @Nullable Instant to) {
    private static final String TYPE = "PointType";
    private static final String STARTING_POINT = "StartingPoint";
    private static final String ENDING_POINT = "EndingPoint";
    private static final String TIMESTAMP = "Timestamp";

    /**
     * A policy as a caller sets it; null for an empty one, which ends a replay.
     *
     * @param place what AWS puts before its complaint
     * @throws AwsException InvalidParameter
     */
    static @Nullable String checked(String text, String place, TopicArn topic) {
        ObjectNode json = text.isEmpty() ? Json.object() : Json.object(text);
        if (json == null) {
            throw invalid(place, "failed to parse JSON");
        }
        if (json.isEmpty()) {
            return null;
        }
        if (!topic.fifo()) {
            throw invalid(place, "only supported on FIFO topics");
        }
        List<String> known = List.of(TYPE, STARTING_POINT, ENDING_POINT);
        json.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw invalid(place, "unknown member " + name);
                    }
                });
        if (!json.path(TYPE).asText().equals(TIMESTAMP)) {
            throw invalid(place, "PointType must be Timestamp");
        }
        Instant from = time(json, STARTING_POINT);
        Instant to = time(json, ENDING_POINT);
        if (from == null) {
            throw invalid(place, "StartingPoint must be a timestamp");
        }
        if (json.has(ENDING_POINT) && (to == null || to.isBefore(from))) {
            throw invalid(place, "EndingPoint must be a timestamp after StartingPoint");
        }
        return Json.write(json);
    }

    /**
     * @param policy as {@link #checked} returned it
     */
    static ReplayPolicy of(String policy) {
        ObjectNode json = Objects.requireNonNull(Json.object(policy), policy);
        return new ReplayPolicy(
                Objects.requireNonNull(time(json, STARTING_POINT), policy),
                time(json, ENDING_POINT));
    }

    private static @Nullable Instant time(ObjectNode json, String name) {
        String text = json.path(name).asText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static AwsException invalid(String place, String complaint) {
        return SnsErrors.invalidParameter(place + "ReplayPolicy: " + complaint);
    }
}
