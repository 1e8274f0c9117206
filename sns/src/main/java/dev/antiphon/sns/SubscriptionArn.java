package dev.antiphon.sns;

import dev.antiphon.engine.KeyCodec;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a subscription: its topic's and an id of its own. */
record SubscriptionArn(TopicArn topic, String id) implements Comparable<SubscriptionArn> {
    private static final Comparator<SubscriptionArn> ORDER =
            Comparator.comparing(SubscriptionArn::topic).thenComparing(SubscriptionArn::id);

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    static final KeyCodec<SubscriptionArn> CODEC =
            KeyCodec.of(
                    (key, out) -> out.part(TopicArn.CODEC, key.topic).text(key.id),
                    in -> new SubscriptionArn(in.part(TopicArn.CODEC), in.text()));

    /** Before all subscriptions of a topic. */
    static SubscriptionArn first(TopicArn topic) {
        return new SubscriptionArn(topic, "");
    }

    /** Behind all subscriptions of a topic. */
    static SubscriptionArn last(TopicArn topic) {
        return new SubscriptionArn(topic, "\uffff");
    }

    /** The subscription that an ARN names, or null where it names something else or is none. */
    static @Nullable SubscriptionArn parse(String text) {
        int end = text.lastIndexOf(':');
        TopicArn topic = end < 0 ? null : TopicArn.parse(text.substring(0, end));
        return topic == null ? null : new SubscriptionArn(topic, text.substring(end + 1));
    }

    /**
     * The subscription that a caller names.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static SubscriptionArn of(@Nullable String text) {
        SubscriptionArn arn = parse(SnsArns.parse("SubscriptionArn", text).toString());
        if (arn == null || !ID.matcher(arn.id).matches()) {
            throw SnsErrors.invalidParameter("SubscriptionId");
        }
        return arn;
    }

    @Override
    public int compareTo(SubscriptionArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + ":" + id;
    }
}
