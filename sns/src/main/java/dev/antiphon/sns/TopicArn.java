package dev.antiphon.sns;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a topic in the whole world. Sorted by account, region and name, so that the topics of
 * one caller are a range.
 */
record TopicArn(String account, String region, String name) implements Comparable<TopicArn> {
    static final String FIFO_SUFFIX = ".fifo";

    private static final Comparator<TopicArn> ORDER =
            Comparator.comparing(TopicArn::account)
                    .thenComparing(TopicArn::region)
                    .thenComparing(TopicArn::name);

    static final KeyCodec<TopicArn> CODEC =
            KeyCodec.of(
                    (key, out) -> out.text(key.account).text(key.region).text(key.name),
                    in -> new TopicArn(in.text(), in.text(), in.text()));

    /** The topic that an ARN names, or null where it names something else or is none. */
    static @Nullable TopicArn parse(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return null;
        }
        TopicArn topic = new TopicArn(arn.account(), arn.region(), arn.resource());
        return arn.service().equals(SnsArns.SERVICE)
                        && arn.resource().indexOf(':') < 0
                        && arn.resource().indexOf('/') < 0
                        && topic.toString().equals(text)
                ? topic
                : null;
    }

    /**
     * The topic that a caller names, which must be one of the region of the call.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static TopicArn of(@Nullable String text, Caller caller) {
        return of("TopicArn", text, caller);
    }

    static TopicArn of(String parameter, @Nullable String text, Caller caller) {
        Arn arn = SnsArns.parse(parameter, text);
        TopicArn topic = parse(arn.toString());
        if (topic == null || !topic.region.equals(caller.region())) {
            throw SnsErrors.invalidParameter(parameter);
        }
        return topic;
    }

    /** Whether the name is that of a FIFO topic: the type of a topic shows in its name. */
    boolean fifo() {
        return name.endsWith(FIFO_SUFFIX);
    }

    @Override
    public int compareTo(TopicArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Arn.of(SnsArns.SERVICE, region, account, name).toString();
    }
}
