package dev.antiphon.sns;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;

/**
 * Topics as targets of rules and schedules, for which a delivery is a message to publish, and
 * subscriptions as targets of their topics, whose endpoints are outside.
 */
public final class TopicTarget implements TargetType {
    private final Publishing publishing;
    private final SubscriptionTarget subscriptions;

    public TopicTarget(SnsParts parts) {
        this.publishing = parts.publishing();
        this.subscriptions = new SubscriptionTarget(parts.mailLeaves());
    }

    @Override
    public String service() {
        return SnsArns.SERVICE;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        TopicArn topic = TopicArn.parse(delivery.target());
        return topic == null ? subscriptions.attempt(tx, delivery) : publish(tx, topic, delivery);
    }

    private Attempt publish(Tx tx, TopicArn arn, Delivery delivery) {
        LiveTopic topic = Topics.find(tx, arn);
        if (topic == null) {
            return Attempt.refused("NO_RESOURCE", "The topic " + arn + " does not exist.");
        }
        NewMessage message = NewMessage.of(delivery);
        try {
            message.check(topic.definition(), message.check());
        } catch (AwsException e) {
            return Attempt.refused("INVALID_PARAMETER", e.text());
        }
        publishing.publish(tx, topic, message);
        return Attempt.taken();
    }

    @Override
    public Limits limits(Tx tx, String target) {
        SubscriptionArn subscription = SubscriptionArn.parse(target);
        return subscription == null ? Limits.DEFAULTS : subscriptions.limits(tx, subscription);
    }
}
