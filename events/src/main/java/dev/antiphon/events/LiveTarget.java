package dev.antiphon.events;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Tx;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.HttpParameters;
import software.amazon.awssdk.services.eventbridge.model.SqsParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A target of a rule, ready to be sent to.
 *
 * @param bus whether it is a bus
 * @param http for API destinations, or null
 */
record LiveTarget(
        String arn,
        boolean bus,
        TargetInput input,
        RetryPolicy retry,
        @Nullable String deadLetterQueue,
        Map<String, String> parameters,
        @Nullable HttpInput http) {

    static LiveTarget of(Target target) {
        software.amazon.awssdk.services.eventbridge.model.RetryPolicy retry = target.retryPolicy();
        DeadLetterConfig deadLetters = target.deadLetterConfig();
        HttpParameters http = target.httpParameters();
        return new LiveTarget(
                target.arn(),
                BusArn.parse(target.arn()) != null,
                TargetInput.of(target),
                retry == null
                        ? RetryPolicy.events(null, null)
                        : RetryPolicy.events(
                                retry.maximumRetryAttempts(), retry.maximumEventAgeInSeconds()),
                deadLetters == null ? null : deadLetters.arn(),
                parameters(target),
                http == null ? null : new HttpInput(http));
    }

    private static Map<String, String> parameters(Target target) {
        SqsParameters sqs = target.sqsParameters();
        return sqs == null || sqs.messageGroupId() == null
                ? Map.of()
                : Map.of(Content.MESSAGE_GROUP_ID, sqs.messageGroupId());
    }

    /** Sends an event on its way, as the target wants it. */
    void send(Tx tx, LiveRule rule, Event event) {
        byte[] body = input.apply(rule, event);
        Delivery delivery = delivery(tx, rule, event, body == null ? event.body() : body);
        if (body == null) {
            Deliveries.refuse(
                    tx, delivery, "INVALID_JSON", "The input transformer did not make valid JSON.");
        } else {
            Deliveries.send(tx, delivery);
        }
    }

    private Delivery delivery(Tx tx, LiveRule rule, Event event, byte[] body) {
        Delivery.DeadLetters deadLetters =
                deadLetterQueue == null
                        ? null
                        : new Delivery.DeadLetters(
                                deadLetterQueue,
                                Arrays.equals(body, event.body()) ? null : event.body());
        return new Delivery(
                arn,
                new Origin(Origin.Kind.RULE, rule.arn()),
                new Content(body, Map.of(), parameters(event)),
                retry,
                deadLetters,
                tx.now(),
                event.id(),
                event.traceHeader());
    }

    private Map<String, String> parameters(Event event) {
        if (http == null && !bus) {
            return parameters;
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        if (bus) {
            more.put(EventsTarget.HOPS, Integer.toString(event.hops() + 1));
        }
        if (http != null) {
            more.put(EventsTarget.HTTP_PARAMETERS, http.of(event));
        }
        return more;
    }
}
