package dev.antiphon.sns;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What endpoints are asked and told about their subscriptions. As the timer's handler, it forgets
 * those that did not answer in two days, and those that were ended two days ago.
 */
final class Confirmations implements TimerHandler {
    static final String NAME = "sns.forget-subscription";

    /** Asks an endpoint to confirm. */
    static void ask(Tx tx, Topic topic, Subscription subscription) {
        String text =
                "You have chosen to subscribe to the topic "
                        + topic.arn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this"
                        + " message.";
        tell(tx, topic, subscription, SubscriptionTarget.SUBSCRIPTION_CONFIRMATION, text);
        tx.setTimer(
                new Timer(
                        NAME,
                        subscription.created().plus(Subscription.CONFIRMABLE),
                        subscription.arn().toString()));
    }

    /** Tells an HTTP endpoint that it was unsubscribed, and how to take that back. */
    static void tellEnd(Tx tx, Topic topic, Subscription subscription) {
        if (!subscription.protocol().http() || subscription.pending()) {
            return;
        }
        String text =
                "You have chosen to deactivate subscription "
                        + subscription.arn()
                        + ".\nTo cancel this operation and restore the subscription, visit the"
                        + " SubscribeURL included in this message.";
        tell(tx, topic, subscription, SubscriptionTarget.UNSUBSCRIBE_CONFIRMATION, text);
        tx.put(SnsTables.ENDED_SUBSCRIPTIONS, subscription.arn(), subscription);
        tx.setTimer(
                new Timer(
                        NAME,
                        tx.now().plus(Subscription.CONFIRMABLE),
                        subscription.arn().toString()));
    }

    private static void tell(
            Tx tx, Topic topic, Subscription subscription, String type, String text) {
        String id = tx.ids().uuid().toString();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(SubscriptionTarget.TYPE, type);
        parameters.put(SubscriptionTarget.MESSAGE_ID, id);
        parameters.put(SubscriptionTarget.ENDPOINT, subscription.endpoint());
        RetryPolicy retry =
                subscription.protocol().http()
                        ? topic.attributes()
                                .deliveryPolicy()
                                .ofSubscription(
                                        subscription
                                                .attributes()
                                                .get(SubscriptionAttributes.DELIVERY_POLICY))
                                .retryPolicy()
                        : RetryPolicy.TOPIC_TO_PEOPLE;
        Deliveries.send(
                tx,
                new Delivery(
                        subscription.arn().toString(),
                        new Origin(Origin.Kind.SUBSCRIPTION, subscription.arn().toString()),
                        new Content(
                                Envelope.ofConfirmation(
                                        type, id, text, topic, subscription, tx.now()),
                                Map.of(),
                                parameters),
                        retry,
                        null,
                        tx.now(),
                        id,
                        null));
    }

    /** A subscription that was ended and whose end the token takes back. */
    static @Nullable Subscription ended(Tx tx, LiveTopic topic, String token) {
        TopicArn arn = topic.definition().arn();
        try (var rows =
                tx.scan(
                        SnsTables.ENDED_SUBSCRIPTIONS,
                        SubscriptionArn.first(arn),
                        SubscriptionArn.last(arn))) {
            while (rows.next()) {
                if (rows.value().token().equals(token)) {
                    return rows.value();
                }
            }
        }
        return null;
    }

    @Override
    public void fire(Tx tx, Timer timer) {
        SubscriptionArn arn = SubscriptionArn.parse(timer.key());
        if (arn == null) {
            return;
        }
        Subscription subscription = tx.get(SnsTables.SUBSCRIPTIONS, arn);
        if (subscription != null && subscription.pending()) {
            tx.delete(SnsTables.SUBSCRIPTIONS, arn);
        }
        tx.delete(SnsTables.ENDED_SUBSCRIPTIONS, arn);
    }
}
