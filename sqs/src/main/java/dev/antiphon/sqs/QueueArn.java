package dev.antiphon.sqs;

import dev.antiphon.api.Arn;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a queue in the whole world. Sorted by account, region and name, so that the queues of
 * one caller are a range.
 */
record QueueArn(String account, String region, String name) implements Comparable<QueueArn> {

    /** The service's name in ARNs. */
    static final String SERVICE = "sqs";

    private static final Comparator<QueueArn> ORDER =
            Comparator.comparing(QueueArn::account)
                    .thenComparing(QueueArn::region)
                    .thenComparing(QueueArn::name);

    /** The queue that an ARN names, or null where it names something else or is none. */
    static @Nullable QueueArn parse(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return null;
        }
        QueueArn queue = new QueueArn(arn.account(), arn.region(), arn.resource());
        // Not what another partition than the region's has.
        return arn.service().equals(SERVICE)
                        && !arn.account().isEmpty()
                        && !arn.region().isEmpty()
                        && arn.resource().indexOf(':') < 0
                        && arn.partition().equals(Arn.partitionOf(arn.region()))
                ? queue
                : null;
    }

    /** The queue that a text names which we have written ourselves. */
    static QueueArn ours(String text) {
        return Objects.requireNonNull(parse(text), text);
    }

    /** Whether the name is that of a FIFO queue: the type of a queue shows in its name. */
    boolean fifo() {
        return name.endsWith(QueueName.FIFO_SUFFIX);
    }

    @Override
    public int compareTo(QueueArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Arn.of(SERVICE, region, account, name).toString();
    }
}
