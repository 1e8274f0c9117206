package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;

/**
 * Confirms a subscription by the token that its endpoint was sent, or takes up one again that was
 * ended.
 */
final class ConfirmSubscription
        implements Command<ConfirmSubscriptionRequest, ConfirmSubscriptionResponse> {
    @Override
    public String entity(ConfirmSubscriptionRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public boolean open(ConfirmSubscriptionRequest request) {
        return true;
    }

    @Override
    public Outcome<ConfirmSubscriptionResponse> handle(
            Tx tx, ConfirmSubscriptionRequest request, Caller caller) {
        TopicArn arn = TopicArn.of(request.topicArn(), caller);
        String token = request.token();
        if (!ConfirmationToken.wellFormed(token)) {
            throw SnsErrors.withText("Invalid token");
        }
        LiveTopic topic = Topics.find(tx, arn);
        Subscription subscription = topic == null ? null : find(tx, topic, token);
        if (subscription == null) {
            throw SnsErrors.invalidParameter("Token");
        }
        if (subscription.pending()) {
            boolean signed = !caller.accessKeyId().equals(Caller.ANONYMOUS);
            tx.put(
                    SnsTables.SUBSCRIPTIONS,
                    subscription.arn(),
                    subscription.confirmed(
                            signed
                                    ? Subscription.Confirmation.AUTHENTICATED
                                    : Subscription.Confirmation.BY_TOKEN,
                            signed && "true".equals(request.authenticateOnUnsubscribe())));
        }
        return Outcome.reply(
                ConfirmSubscriptionResponse.builder()
                        .subscriptionArn(subscription.arn().toString())
                        .build());
    }

    private static @Nullable Subscription find(Tx tx, LiveTopic topic, String token) {
        LiveSubscription live = topic.findByToken(token);
        if (live != null) {
            return live.definition();
        }
        Subscription ended = Confirmations.ended(tx, topic, token);
        if (ended != null) {
            tx.delete(SnsTables.ENDED_SUBSCRIPTIONS, ended.arn());
            tx.put(SnsTables.SUBSCRIPTIONS, ended.arn(), ended);
        }
        return ended;
    }
}
