package dev.antiphon.events;

import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.delivery.idempotency.Idempotency;
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
 * @param id among the rule's targets
 * @param bus whether it is a bus
 * @param function whether it is a function, which can be called once per key
 * @param http for API destinations, or null
 */
record LiveTarget(
        String id,
        String arn,
        boolean bus,
        boolean function,
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
                target.id(),
                target.arn(),
                BusArn.parse(target.arn()) != null,
                isFunction(target.arn()),
                TargetInput.of(target),
                retry == null
                        ? RetryPolicy.events(null, null)
                        : RetryPolicy.events(
                                retry.maximumRetryAttempts(), retry.maximumEventAgeInSeconds()),
                deadLetters == null ? null : deadLetters.arn(),
                parameters(target),
                http == null ? null : new HttpInput(http));
    }

    private static boolean isFunction(String text) {
        Arn arn = Arn.find(text);
        return arn != null && arn.service().equals("lambda");
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
        } else if (function && rule.idempotency() != null) {
            sendOnce(tx, rule.idempotency(), event, delivery);
        } else {
            Deliveries.send(tx, delivery);
        }
    }

    /** The key is the event's, whatever the target is given of it; each target has its own. */
    private void sendOnce(Tx tx, Idempotency idempotency, Event event, Delivery delivery) {
        String key = idempotency.key().in(event.tree(), id);
        if (key != null) {
            long window = idempotency.window().toSeconds();
            Deliveries.send(
                    tx,
                    delivery.with(
                            delivery.content()
                                    .with(Content.IDEMPOTENCY_KEY, key)
                                    .with(Content.IDEMPOTENCY_WINDOW, Long.toString(window))));
        } else if (idempotency.required()) {
            tx.perform(Finding.REFUSED);
            Deliveries.refuse(
                    tx,
                    delivery,
                    "NO_IDEMPOTENCY_KEY",
                    "The event has nothing at "
                            + idempotency.key()
                            + ", which the tags of the rule require.");
        } else {
            tx.perform(Finding.KEYLESS);
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
