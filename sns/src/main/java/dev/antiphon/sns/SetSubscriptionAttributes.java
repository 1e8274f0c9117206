package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;

/** Sets one attribute of a subscription. */
final class SetSubscriptionAttributes
        implements Command<SetSubscriptionAttributesRequest, SetSubscriptionAttributesResponse> {
    @Override
    public String entity(SetSubscriptionAttributesRequest request, Caller caller) {
        return SubscriptionArn.of(request.subscriptionArn()).topic().toString();
    }

    @Override
    public Outcome<SetSubscriptionAttributesResponse> handle(
            Tx tx, SetSubscriptionAttributesRequest request, Caller caller) {
        SubscriptionArn arn = SubscriptionArn.of(request.subscriptionArn());
        LiveTopic topic = Topics.find(tx, arn.topic());
        LiveSubscription live = topic == null ? null : topic.subscription(arn.id());
        if (topic == null || live == null) {
            throw SnsErrors.subscriptionDoesNotExist();
        }
        Subscription before = live.definition();
        String value = request.attributeValue() == null ? "" : request.attributeValue();
        SubscriptionAttributes attributes =
                before.attributes()
                        .with(request.attributeName(), value, before.protocol(), arn.topic());
        if (attributes.filterPolicy() != null
                && live.filter() == null
                && topic.filterPolicies() >= Subscribe.MOST_FILTER_POLICIES) {
            throw SnsErrors.tooManyFilterPolicies();
        }
        tx.put(SnsTables.SUBSCRIPTIONS, arn, before.withAttributes(attributes));
        if (request.attributeName().equals(SubscriptionAttributes.REPLAY_POLICY)) {
            replay(tx, topic.definition(), arn, attributes.replayPolicy());
        }
        return Outcome.reply(SetSubscriptionAttributesResponse.builder().build());
    }

    private static void replay(
            Tx tx, Topic topic, SubscriptionArn arn, @Nullable ReplayPolicy policy) {
        if (policy == null) {
            tx.delete(SnsTables.REPLAYS, arn);
        } else {
            tx.put(SnsTables.REPLAYS, arn, Replay.begin(topic, policy, tx.now()));
        }
    }
}
