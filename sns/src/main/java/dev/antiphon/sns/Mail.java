package dev.antiphon.sns;

import dev.antiphon.delivery.Content;
import java.nio.charset.StandardCharsets;

/** What mails say around a message. */
final class Mail {
    private Mail() {}

    static String subject(Content content) {
        String type = content.parameters().getOrDefault(SubscriptionTarget.TYPE, "");
        return type.equals(SubscriptionTarget.SUBSCRIPTION_CONFIRMATION)
                ? "AWS Notification - Subscription Confirmation"
                : content.parameters().getOrDefault(Content.SUBJECT, "AWS Notification Message");
    }

    static byte[] body(Content content, Subscription subscription) {
        if (subscription.protocol() == Protocol.EMAIL_JSON) {
            return content.body();
        }
        String type = content.parameters().getOrDefault(SubscriptionTarget.TYPE, "");
        String text =
                type.equals(SubscriptionTarget.SUBSCRIPTION_CONFIRMATION)
                        ? "You have chosen to subscribe to the topic:\n"
                                + subscription.topic()
                                + "\n\nTo confirm this subscription, visit the link below (if this"
                                + " was in error no action is necessary):\n"
                                + Envelope.confirmUrl(subscription)
                                + "\n"
                        : new String(content.body(), StandardCharsets.UTF_8)
                                + "\n\n--\nIf you wish to stop receiving notifications from this"
                                + " topic, please visit the link below to unsubscribe:\n"
                                + Envelope.unsubscribeUrl(
                                        subscription.address(), subscription.arn().toString())
                                + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
