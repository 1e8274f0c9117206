package dev.antiphon.sns;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;

/**
 * Subscribes an endpoint to a topic. A subscription that is there already and differs in nothing
 * that is named is as good as made; where it still waits for its endpoint, that is asked again.
 */
final class Subscribe implements Command<SubscribeRequest, SubscribeResponse> {
    private static final int MOST_OF_FIFO_TOPIC = 100;
    static final int MOST_FILTER_POLICIES = 200;

    /** Above this size of messages a topic has few subscriptions, and only to AWS's services. */
    private static final int MOST_OF_LARGE_MESSAGES = 100;

    @Override
    public String entity(SubscribeRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<SubscribeResponse> handle(Tx tx, SubscribeRequest request, Caller caller) {
        LiveTopic topic = Topics.of(tx, TopicArn.of(request.topicArn(), caller));
        TopicArn arn = topic.definition().arn();
        Protocol protocol = Protocol.of(request.protocol());
        protocol.check(request.endpoint(), arn);
        if (arn.fifo() && !protocol.forFifoTopics()) {
            throw SnsErrors.invalidParameter(
                    "Invalid parameter: Invalid protocol type: " + protocol);
        }
        SubscriptionAttributes attributes =
                SubscriptionAttributes.create(request.attributes(), protocol, arn);
        LiveSubscription existing = topic.find(protocol, request.endpoint());
        if (existing != null) {
            checkSame(existing.definition(), request.attributes().keySet(), attributes);
            return reply(tx, topic, existing.definition(), request);
        }
        checkLimits(topic, protocol, attributes);
        Subscription subscription = subscription(tx, request, protocol, attributes, caller);
        tx.put(SnsTables.SUBSCRIPTIONS, subscription.arn(), subscription);
        ReplayPolicy replay = attributes.replayPolicy();
        if (replay != null) {
            tx.put(
                    SnsTables.REPLAYS,
                    subscription.arn(),
                    Replay.begin(topic.definition(), replay, tx.now()));
        }
        return reply(tx, topic, subscription, request);
    }

    private static Subscription subscription(
            Tx tx,
            SubscribeRequest request,
            Protocol protocol,
            SubscriptionAttributes attributes,
            Caller caller) {
        TopicArn topic = TopicArn.of(request.topicArn(), caller);
        return new Subscription(
                new SubscriptionArn(topic, tx.ids().uuid().toString()),
                protocol,
                request.endpoint(),
                caller.account(),
                new Arn(
                                Arn.partitionOf(topic.region()),
                                "iam",
                                "",
                                caller.account(),
                                "user/" + caller.accessKeyId())
                        .toString(),
                tx.now(),
                protocol.asksForConfirmation()
                        ? Subscription.Confirmation.PENDING
                        : Subscription.Confirmation.AUTHENTICATED,
                ConfirmationToken.next(tx),
                false,
                caller.endpoint(),
                attributes);
    }

    private static Outcome<SubscribeResponse> reply(
            Tx tx, LiveTopic topic, Subscription subscription, SubscribeRequest request) {
        if (subscription.pending()) {
            Confirmations.ask(tx, topic.definition(), subscription);
        }
        boolean hidden =
                subscription.pending() && !Boolean.TRUE.equals(request.returnSubscriptionArn());
        return Outcome.reply(
                SubscribeResponse.builder()
                        .subscriptionArn(
                                hidden ? "pending confirmation" : subscription.arn().toString())
                        .build());
    }

    private static void checkSame(
            Subscription existing, Set<String> named, SubscriptionAttributes wanted) {
        for (String name : named) {
            if (!wanted.effective(name).equals(existing.attributes().effective(name))) {
                throw SnsErrors.invalidParameter(
                        "Attributes", "Subscription already exists with different attributes");
            }
        }
    }

    private static void checkLimits(
            LiveTopic topic, Protocol protocol, SubscriptionAttributes attributes) {
        Topic definition = topic.definition();
        if (definition.fifo() && topic.all().size() >= MOST_OF_FIFO_TOPIC) {
            throw SnsErrors.tooManySubscriptions();
        }
        if (definition.attributes().maximumMessageSize() > TopicAttributes.DEFAULT_MESSAGE_SIZE) {
            if (!protocol.hasArn()) {
                throw SnsErrors.invalidParameter(
                        "Protocol",
                        "Topics with a MaximumMessageSize above 262144 support only sqs, lambda and"
                                + " firehose");
            }
            if (topic.all().size() >= MOST_OF_LARGE_MESSAGES) {
                throw SnsErrors.tooManySubscriptions();
            }
        }
        if (attributes.filterPolicy() != null && topic.filterPolicies() >= MOST_FILTER_POLICIES) {
            throw SnsErrors.tooManyFilterPolicies();
        }
    }
}
