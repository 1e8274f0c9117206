package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import java.time.Duration;

/**
 * For how long a FIFO topic archives its messages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html">Message
 *     archiving for FIFO topic owners</a>
 */
final class ArchivePolicy {
    private static final String PERIOD = "MessageRetentionPeriod";
    private static final int LONGEST_DAYS = 365;

    private ArchivePolicy() {}

    /**
     * The policy as it is kept, or the empty text for an empty one, which turns archiving off.
     *
     * @throws AwsException InvalidParameter
     */
    static String checked(String text) {
        ObjectNode json = text.isEmpty() ? Json.object() : Json.object(text);
        if (json == null) {
            throw invalid("must be a JSON object");
        }
        if (json.isEmpty()) {
            return "";
        }
        if (json.size() != 1
                || days(json.path(PERIOD)) < 1
                || days(json.path(PERIOD)) > LONGEST_DAYS) {
            throw invalid(PERIOD + " must be a number of days between 1 and " + LONGEST_DAYS);
        }
        return Json.write(json);
    }

    /**
     * @param policy as {@link #checked} returned it
     */
    static Duration retention(String policy) {
        JsonNode json = Json.object(policy);
        return Duration.ofDays(json == null ? 1 : days(json.path(PERIOD)));
    }

    /** Numbers may be texts; 0 for what is none. */
    private static int days(JsonNode period) {
        return period.isIntegralNumber() || period.isTextual() ? period.asInt(0) : 0;
    }

    private static AwsException invalid(String reason) {
        return SnsErrors.invalidParameter("ArchivePolicy", reason);
    }
}
