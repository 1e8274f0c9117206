package dev.antiphon.delivery;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the dead-letter queue of a rule, subscription or schedule gets for a delivery that was given
 * up (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html,
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html).
 */
final class DeadLetter {
    private DeadLetter() {}

    /**
     * Null if there is no queue for it, or if it was a dead letter itself.
     *
     * @param attempts that were made
     * @param condition which limit was reached, or null if the target refused for good
     */
    static @Nullable Delivery of(
            Delivery delivery, int attempts, Progress.Refusal error, @Nullable String condition) {
        Delivery.DeadLetters to = delivery.deadLetters();
        if (to == null) {
            return null;
        }
        byte[] body = to.body() == null ? delivery.content().ofAttempt(attempts).body() : to.body();
        Map<String, Attribute> attributes =
                switch (delivery.origin().kind()) {
                    case RULE -> explained("RULE_ARN", to, delivery, attempts, error, condition);
                    case SCHEDULE ->
                            explained("SCHEDULE_ARN", to, delivery, attempts, error, condition);
                    case SUBSCRIPTION, DEAD_LETTER, SERVICE -> delivery.content().attributes();
                };
        return new Delivery(
                to.queue(),
                new Origin(Origin.Kind.DEAD_LETTER, delivery.origin().arn()),
                new Content(body, attributes, groups(delivery.content().parameters())),
                RetryPolicy.NONE,
                null,
                delivery.created(),
                delivery.cause(),
                delivery.traceHeader());
    }

    private static Map<String, Attribute> explained(
            String origin,
            Delivery.DeadLetters to,
            Delivery delivery,
            int attempts,
            Progress.Refusal error,
            @Nullable String condition) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put(origin, Attribute.text(delivery.origin().arn()));
        attributes.put("TARGET_ARN", Attribute.text(delivery.target()));
        attributes.put("ERROR_CODE", Attribute.text(error.code()));
        attributes.put("ERROR_MESSAGE", Attribute.text(error.message()));
        if (condition != null) {
            attributes.put("EXHAUSTED_RETRY_CONDITION", Attribute.text(condition));
            attributes.put(
                    "RETRY_ATTEMPTS",
                    new Attribute(
                            "Number",
                            Integer.toString(attempts - 1).getBytes(StandardCharsets.UTF_8)));
        }
        to.explanation().forEach((name, value) -> attributes.put(name, Attribute.text(value)));
        return attributes;
    }

    /** A FIFO queue behind a FIFO topic keeps its groups. */
    private static Map<String, String> groups(Map<String, String> parameters) {
        Map<String, String> kept = new LinkedHashMap<>(parameters);
        kept.keySet()
                .removeIf(name ->
                        !name.equals(Content.MESSAGE_GROUP_ID)
                                && !name.equals(Content.MESSAGE_DEDUPLICATION_ID));
        return kept;
    }
}
