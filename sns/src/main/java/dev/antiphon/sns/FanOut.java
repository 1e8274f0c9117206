package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.Signer;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to subscriptions, each in its own form; what is the same for several is made
 * once.
 */
final class FanOut {
    /** Beside a raw message that was replayed. */
    private static final String REPLAYED = "Replayed";

    private final Tx tx;
    private final LiveTopic live;
    private final Topic topic;
    private final Message message;
    private final @Nullable Signer signer;

    /** When the replay began that this is part of, or null. */
    private final @Nullable Instant replay;

    private final @Nullable ObjectNode texts;
    private final Map<String, Envelope> envelopes = new LinkedHashMap<>(4);
    private final Map<String, byte[]> bodies = new LinkedHashMap<>(4);
    private Map<String, String> fifoParameters = Map.of();
    private Map<String, String> standardParameters = Map.of();

    private FanOut(
            Tx tx,
            LiveTopic live,
            Message message,
            @Nullable Signer signer,
            @Nullable Instant replay) {
        this.tx = tx;
        this.live = live;
        this.topic = live.definition();
        this.message = message;
        this.signer = signer;
        this.replay = replay;
        this.texts = message.texts();
        setParameters();
    }

    private void setParameters() {
        String group = message.groupId();
        String deduplication = message.deduplicationId();
        if (group == null) {
            return;
        }
        if (!topic.fifo()) {
            standardParameters = Map.of(Content.MESSAGE_GROUP_ID, group);
        } else if (deduplication != null) {
            // A replay is wanted again: no queue is to take it for a repetition.
            fifoParameters =
                    Map.of(
                            Content.MESSAGE_GROUP_ID,
                            group,
                            Content.MESSAGE_DEDUPLICATION_ID,
                            replay == null
                                    ? deduplication
                                    : Deduplication.idOfContent(replay + " " + deduplication));
        }
    }

    /**
     * Sends a new message to all that want it.
     *
     * @param signer signs envelopes at once, or null
     */
    static void publish(Tx tx, LiveTopic topic, Message message, @Nullable Signer signer) {
        FanOut out = new FanOut(tx, topic, message, signer, null);
        for (LiveSubscription subscription : topic.unfiltered()) {
            out.sendNew(subscription);
        }
        if (!topic.filters().isEmpty()) {
            for (String id : topic.filters().matching(message)) {
                LiveSubscription subscription = topic.filtered().get(id);
                if (subscription != null) {
                    out.sendNew(subscription);
                }
            }
        }
    }

    /** Sends an archived message to one subscription again. */
    static void replay(
            Tx tx, LiveTopic topic, Message message, LiveSubscription subscription, Instant begun) {
        new FanOut(tx, topic, message, null, begun).send(subscription);
    }

    private void sendNew(LiveSubscription subscription) {
        if (!live.replays().isEmpty()) {
            Replay following = live.replays().get(subscription.id());
            if (following != null && following.excludes(message)) {
                return;
            }
        }
        send(subscription);
    }

    private void send(LiveSubscription subscription) {
        Subscription definition = subscription.definition();
        switch (definition.protocol()) {
            case SQS -> {
                Map<String, String> parameters =
                        subscription.fifoQueue() ? fifoParameters : standardParameters;
                deliver(
                        subscription,
                        definition.endpoint(),
                        wrapped(subscription, parameters),
                        RetryPolicy.TOPIC_TO_AWS);
            }
            case FIREHOSE ->
                    deliver(
                            subscription,
                            definition.endpoint(),
                            wrapped(subscription, Map.of()),
                            RetryPolicy.TOPIC_TO_AWS);
            case LAMBDA ->
                    deliver(
                            subscription,
                            definition.endpoint(),
                            Content.of(
                                    FunctionEvent.of(
                                            topic,
                                            message,
                                            text(subscription),
                                            subscription.arn())),
                            RetryPolicy.TOPIC_TO_AWS);
            case HTTP, HTTPS ->
                    deliver(
                            subscription,
                            subscription.arn(),
                            wrapped(subscription, outside(subscription)),
                            topic.attributes()
                                    .deliveryPolicy()
                                    .ofSubscription(
                                            definition
                                                    .attributes()
                                                    .get(SubscriptionAttributes.DELIVERY_POLICY))
                                    .retryPolicy());
            case EMAIL_JSON, EMAIL, SMS, APPLICATION ->
                    deliver(
                            subscription,
                            subscription.arn(),
                            new Content(
                                    body(subscription),
                                    message.attributes(),
                                    outside(subscription)),
                            RetryPolicy.TOPIC_TO_PEOPLE);
        }
    }

    private byte[] body(LiveSubscription subscription) {
        return subscription.definition().protocol() == Protocol.EMAIL_JSON
                ? envelope(text(subscription)).of(subscription.arn())
                : utf8(text(subscription));
    }

    private void deliver(
            LiveSubscription subscription, String target, Content content, RetryPolicy retry) {
        Deliveries.send(
                tx,
                new Delivery(
                        target,
                        subscription.origin(),
                        content,
                        retry,
                        subscription.deadLetters(),
                        replay == null ? message.published() : tx.now(),
                        message.cause(),
                        message.traceHeader()));
    }

    private Content wrapped(LiveSubscription subscription, Map<String, String> parameters) {
        String text = text(subscription);
        if (subscription.raw()) {
            return new Content(utf8(text), rawAttributes(subscription), parameters);
        }
        return new Content(envelope(text).of(subscription.arn()), Map.of(), parameters);
    }

    private Map<String, Attribute> rawAttributes(LiveSubscription subscription) {
        if (subscription.definition().protocol() != Protocol.SQS) {
            return Map.of();
        }
        if (replay == null) {
            return message.attributes();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>(message.attributes());
        attributes.put(REPLAYED, Attribute.text("true"));
        return attributes;
    }

    /** What the attempt has to know that is not in the content. */
    private Map<String, String> outside(LiveSubscription subscription) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(SubscriptionTarget.TYPE, SubscriptionTarget.NOTIFICATION);
        parameters.put(SubscriptionTarget.MESSAGE_ID, message.id());
        if (message.subject() != null) {
            parameters.put(Content.SUBJECT, message.subject());
        }
        if (subscription.raw()) {
            parameters.put(SubscriptionTarget.RAW, "true");
        }
        return parameters;
    }

    private String text(LiveSubscription subscription) {
        if (texts == null) {
            return message.text();
        }
        Subscription definition = subscription.definition();
        if (definition.protocol() == Protocol.APPLICATION) {
            PlatformEndpointArn endpoint = PlatformEndpointArn.parse(definition.endpoint());
            if (endpoint != null) {
                return message.text(texts, endpoint.application().platform());
            }
        }
        return message.text(texts, definition.protocol().toString());
    }

    private Envelope envelope(String text) {
        return envelopes.computeIfAbsent(
                text, each -> Envelope.of(topic, message, each, replay != null, signer));
    }

    private byte[] utf8(String text) {
        return bodies.computeIfAbsent(text, each -> each.getBytes(StandardCharsets.UTF_8));
    }
}
