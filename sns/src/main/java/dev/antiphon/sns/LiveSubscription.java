package dev.antiphon.sns;

import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import org.jspecify.annotations.Nullable;

/** A subscription as publishing needs it: what follows from its definition, worked out once. */
final class LiveSubscription {
    private final Subscription definition;
    private final String arn;
    private final @Nullable FilterPolicy filter;
    private final Origin origin;
    private final Delivery.@Nullable DeadLetters deadLetters;
    private final boolean raw;
    private final boolean fifoQueue;

    LiveSubscription(Subscription definition) {
        this.definition = definition;
        this.arn = definition.arn().toString();
        this.filter = definition.attributes().filterPolicy();
        this.origin = new Origin(Origin.Kind.SUBSCRIPTION, arn);
        this.deadLetters = Delivery.DeadLetters.to(definition.attributes().deadLetterQueue());
        this.raw = definition.attributes().raw();
        this.fifoQueue =
                definition.protocol() == Protocol.SQS
                        && definition.endpoint().endsWith(TopicArn.FIFO_SUFFIX);
    }

    Subscription definition() {
        return definition;
    }

    String id() {
        return definition.arn().id();
    }

    String arn() {
        return arn;
    }

    @Nullable FilterPolicy filter() {
        return filter;
    }

    Origin origin() {
        return origin;
    }

    Delivery.@Nullable DeadLetters deadLetters() {
        return deadLetters;
    }

    boolean raw() {
        return raw;
    }

    boolean fifoQueue() {
        return fifoQueue;
    }
}
