package dev.antiphon.sns;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that are not ARNs: HTTP, mail, telephones and apps. Deliveries to them are addressed to
 * the subscription, so that each has its own lane, on whatever partition that ARN leads to: what
 * the subscription says is read from the catalog.
 */
final class SubscriptionTarget {
    // What a delivery's parameters are called.
    static final String TYPE = "Type";
    static final String MESSAGE_ID = "MessageId";
    static final String RAW = "Raw";

    /** Where the endpoint is, for subscriptions that are no longer there. */
    static final String ENDPOINT = "Endpoint";

    // The types of messages, in AWS's words.
    static final String NOTIFICATION = "Notification";
    static final String SUBSCRIPTION_CONFIRMATION = "SubscriptionConfirmation";
    static final String UNSUBSCRIBE_CONFIRMATION = "UnsubscribeConfirmation";

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Client errors end a delivery, but for this one. */
    private static final List<Integer> RETRIED = List.of(429);

    private static final String CONFIRMATION_CONTENT_TYPE = "text/plain; charset=UTF-8";

    private final boolean mailLeaves;

    SubscriptionTarget(boolean mailLeaves) {
        this.mailLeaves = mailLeaves;
    }

    Attempt attempt(Tx tx, Delivery delivery) {
        SubscriptionArn arn = SubscriptionArn.parse(delivery.target());
        Map<String, String> parameters = delivery.content().parameters();
        String type = parameters.getOrDefault(TYPE, NOTIFICATION);
        Subscription subscription = arn == null ? null : find(tx, arn);
        if (type.equals(UNSUBSCRIBE_CONFIRMATION)) {
            String endpoint = parameters.getOrDefault(ENDPOINT, "");
            return new Attempt.Outside(
                    http(delivery, type, endpoint, CONFIRMATION_CONTENT_TYPE, false));
        }
        if (arn == null || subscription == null) {
            return Attempt.refused(
                    "NO_RESOURCE", "The subscription " + delivery.target() + " does not exist.");
        }
        if (type.equals(SUBSCRIPTION_CONFIRMATION) && !subscription.pending()) {
            return Attempt.taken();
        }
        return switch (subscription.protocol()) {
            case HTTP, HTTPS ->
                    new Attempt.Outside(
                            http(
                                    delivery,
                                    type,
                                    subscription.endpoint(),
                                    type.equals(NOTIFICATION)
                                            ? policy(tx, subscription).contentType()
                                            : CONFIRMATION_CONTENT_TYPE,
                                    parameters.containsKey(RAW)));
            case EMAIL, EMAIL_JSON -> mail(tx, delivery, subscription);
            case SMS -> keep(tx, KeptMessage.Kind.SMS, delivery, subscription);
            case APPLICATION -> push(tx, delivery, subscription);
            case SQS, LAMBDA, FIREHOSE ->
                    Attempt.refused(
                            "INVALID_PARAMETER", "This endpoint has an ARN of its own: " + arn);
        };
    }

    Limits limits(Tx tx, SubscriptionArn arn) {
        Subscription subscription = find(tx, arn);
        return subscription == null || !subscription.protocol().http()
                ? Limits.DEFAULTS
                : policy(tx, subscription).limits();
    }

    /** Staged in this very commit, or committed on another partition. */
    private static @Nullable Subscription find(Tx tx, SubscriptionArn arn) {
        Subscription own = tx.get(SnsTables.SUBSCRIPTIONS, arn);
        return own == null ? tx.catalog(SnsTables.SUBSCRIPTIONS).get(arn) : own;
    }

    private static @Nullable Topic topic(Tx tx, TopicArn arn) {
        Topic own = tx.get(SnsTables.TOPICS, arn);
        return own == null ? tx.catalog(SnsTables.TOPICS).get(arn) : own;
    }

    private static DeliveryPolicy policy(Tx tx, Subscription subscription) {
        Topic topic = topic(tx, subscription.topic());
        DeliveryPolicy policy =
                topic == null ? DeliveryPolicy.DEFAULTS : topic.attributes().deliveryPolicy();
        return policy.ofSubscription(
                subscription.attributes().get(SubscriptionAttributes.DELIVERY_POLICY));
    }

    private static OutsideCall.Http http(
            Delivery delivery, String type, String url, String contentType, boolean raw) {
        Content content = delivery.content();
        String target = delivery.target();
        List<OutsideCall.Header> headers = new ArrayList<>();
        headers.add(new OutsideCall.Header("Content-Type", contentType));
        headers.add(
                new OutsideCall.Header("User-Agent", "Amazon Simple Notification Service Agent"));
        headers.add(new OutsideCall.Header("x-amz-sns-message-type", type));
        headers.add(
                new OutsideCall.Header(
                        "x-amz-sns-message-id", content.parameters().getOrDefault(MESSAGE_ID, "")));
        headers.add(
                new OutsideCall.Header(
                        "x-amz-sns-topic-arn", target.substring(0, target.lastIndexOf(':'))));
        if (!type.equals(SUBSCRIPTION_CONFIRMATION)) {
            headers.add(new OutsideCall.Header("x-amz-sns-subscription-arn", target));
        }
        if (raw) {
            headers.add(new OutsideCall.Header("x-amz-sns-rawdelivery", "true"));
        }
        return new OutsideCall.Http(
                "POST",
                url,
                headers,
                content.body(),
                TIMEOUT,
                RETRIED,
                null,
                raw ? null : Envelope.signing(content.body()));
    }

    private Attempt mail(Tx tx, Delivery delivery, Subscription subscription) {
        if (!mailLeaves) {
            return keep(tx, KeptMessage.Kind.EMAIL, delivery, subscription);
        }
        Topic topic = topic(tx, subscription.topic());
        String name = topic == null ? null : topic.attributes().get(TopicAttributes.DISPLAY_NAME);
        byte[] body = Mail.body(delivery.content(), subscription);
        return new Attempt.Outside(
                new OutsideCall.Mail(
                        name == null || name.isEmpty() ? "AWS Notifications" : name,
                        subscription.endpoint(),
                        Mail.subject(delivery.content()),
                        body,
                        subscription.protocol() == Protocol.EMAIL_JSON
                                ? Envelope.signing(body)
                                : null));
    }

    private static Attempt push(Tx tx, Delivery delivery, Subscription subscription) {
        PlatformEndpointArn arn = PlatformEndpointArn.parse(subscription.endpoint());
        PlatformEndpoint endpoint = arn == null ? null : tx.catalog(SnsTables.ENDPOINTS).get(arn);
        if (endpoint == null) {
            return Attempt.refused(
                    "NO_RESOURCE", "The endpoint " + subscription.endpoint() + " does not exist.");
        }
        if (!endpoint.enabled()) {
            return Attempt.refused("ENDPOINT_DISABLED", "Endpoint is disabled");
        }
        return keep(tx, KeptMessage.Kind.APPLICATION, delivery, subscription);
    }

    private static Attempt keep(
            Tx tx, KeptMessage.Kind kind, Delivery delivery, Subscription subscription) {
        Content content = delivery.content();
        byte[] body =
                kind == KeptMessage.Kind.EMAIL ? Mail.body(content, subscription) : content.body();
        KeptMessage.keep(
                tx,
                new KeptMessage(
                        kind,
                        subscription.topic().account(),
                        subscription.topic().region(),
                        subscription.endpoint(),
                        subscription.topic().toString(),
                        subscription.arn().toString(),
                        content.parameters().getOrDefault(MESSAGE_ID, delivery.cause()),
                        new String(body, StandardCharsets.UTF_8),
                        kind == KeptMessage.Kind.EMAIL
                                ? Mail.subject(content)
                                : content.parameters().get(Content.SUBJECT),
                        null,
                        content.attributes(),
                        tx.now()));
        return Attempt.taken();
    }
}
