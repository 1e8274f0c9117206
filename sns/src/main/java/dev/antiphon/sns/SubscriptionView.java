package dev.antiphon.sns;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Subscriptions as SNS tells them. */
final class SubscriptionView {
    private static final String BETWEEN = ":";

    private SubscriptionView() {}

    static software.amazon.awssdk.services.sns.model.Subscription listed(
            Subscription subscription) {
        return software.amazon.awssdk.services.sns.model.Subscription.builder()
                .subscriptionArn(
                        subscription.pending()
                                ? "PendingConfirmation"
                                : subscription.arn().toString())
                .owner(subscription.owner())
                .protocol(subscription.protocol().toString())
                .endpoint(subscription.endpoint())
                .topicArn(subscription.topic().toString())
                .build();
    }

    /** Where a subscription is among those of an account in a region. */
    static String position(Subscription subscription) {
        return subscription.topic().name() + BETWEEN + subscription.arn().id();
    }

    /**
     * The smallest name from a position on.
     *
     * @param account a topic's ARN without a name
     */
    static SubscriptionArn after(TopicArn account, String position) {
        int end = position.indexOf(BETWEEN);
        return end < 0
                ? SubscriptionArn.first(account)
                : new SubscriptionArn(
                        new TopicArn(
                                account.account(), account.region(), position.substring(0, end)),
                        position.substring(end + 1));
    }

    static Map<String, String> attributes(
            Subscription subscription, @Nullable Topic topic, @Nullable Replay replay) {
        SubscriptionAttributes attributes = subscription.attributes();
        Map<String, String> told = new TreeMap<>(attributes.set());
        told.put("SubscriptionArn", subscription.arn().toString());
        told.put("TopicArn", subscription.topic().toString());
        told.put("Owner", subscription.owner());
        told.put("Protocol", subscription.protocol().toString());
        told.put("Endpoint", subscription.endpoint());
        told.put("SubscriptionPrincipal", subscription.principal());
        told.put("PendingConfirmation", Boolean.toString(subscription.pending()));
        told.put(
                "ConfirmationWasAuthenticated",
                Boolean.toString(
                        subscription.confirmation() == Subscription.Confirmation.AUTHENTICATED));
        told.put(SubscriptionAttributes.RAW_MESSAGE_DELIVERY, Boolean.toString(attributes.raw()));
        // The scope says nothing without a policy, and AWS does not say it then.
        told.remove(SubscriptionAttributes.FILTER_POLICY_SCOPE);
        if (attributes.filterPolicy() != null) {
            told.put(SubscriptionAttributes.FILTER_POLICY_SCOPE, attributes.scope().toString());
        }
        if (subscription.protocol().http() && topic != null) {
            told.put(
                    "EffectiveDeliveryPolicy",
                    topic.attributes()
                            .deliveryPolicy()
                            .ofSubscription(attributes.get(SubscriptionAttributes.DELIVERY_POLICY))
                            .effectiveOfSubscription());
        }
        if (replay != null) {
            told.put("ReplayStatus", replay.status().toString());
        }
        return told;
    }
}
