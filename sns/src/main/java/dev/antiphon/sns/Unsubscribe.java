package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** Ends a subscription. One that is not there is as good as ended. */
final class Unsubscribe implements Command<UnsubscribeRequest, UnsubscribeResponse> {
    @Override
    public String entity(UnsubscribeRequest request, Caller caller) {
        return SubscriptionArn.of(request.subscriptionArn()).topic().toString();
    }

    @Override
    public boolean open(UnsubscribeRequest request) {
        return true;
    }

    @Override
    public Outcome<UnsubscribeResponse> handle(Tx tx, UnsubscribeRequest request, Caller caller) {
        SubscriptionArn arn = SubscriptionArn.of(request.subscriptionArn());
        LiveTopic topic = Topics.find(tx, arn.topic());
        LiveSubscription live = topic == null ? null : topic.subscription(arn.id());
        if (topic != null && live != null) {
            Subscription subscription = live.definition();
            if (subscription.authenticateOnUnsubscribe() && !mayEnd(subscription, caller)) {
                throw SnsErrors.authorization("Access Denied");
            }
            tx.delete(SnsTables.SUBSCRIPTIONS, arn);
            tx.delete(SnsTables.REPLAYS, arn);
            tx.put(SnsTables.TOPICS, arn.topic(), topic.definition().withOneMoreDeleted());
            Confirmations.tellEnd(tx, topic.definition(), subscription);
        }
        return Outcome.reply(UnsubscribeResponse.builder().build());
    }

    /** The owner of the subscription or of the topic, by a signature. */
    private static boolean mayEnd(Subscription subscription, Caller caller) {
        return !caller.accessKeyId().equals(Caller.ANONYMOUS)
                && List.of(subscription.owner(), subscription.topic().account())
                        .contains(caller.account());
    }
}
