package dev.antiphon.sqs;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The definition of a queue.
 *
 * @param queueId never given to another queue: messages are kept under it, so that a queue that is
 *     created again under the same name never sees the rows of the old one
 * @param created when, to the second: that is all that AWS tells
 * @param lastModified the same
 * @param tags in the order of their keys
 */
record Queue(
        QueueArn arn,
        long queueId,
        Instant created,
        Instant lastModified,
        QueueAttributes attributes,
        Map<String, String> tags) {

    static final RowCodec<Queue> CODEC = new Codec();

    Queue {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    boolean fifo() {
        return attributes.fifo() != null;
    }

    Queue withAttributes(QueueAttributes changed, Instant now) {
        return new Queue(arn, queueId, created, now, changed, tags);
    }

    Queue withTags(Map<String, String> changed) {
        return new Queue(arn, queueId, created, lastModified, attributes, changed);
    }

    private static final class Codec implements RowCodec<Queue> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Queue queue, RowWriter out) {
            out.text(queue.arn.account()).text(queue.arn.region()).text(queue.arn.name());
            out.i64(queue.queueId);
            out.i64(queue.created.getEpochSecond()).i64(queue.lastModified.getEpochSecond());
            queue.attributes.write(out);
            out.texts(queue.tags);
        }

        @Override
        public Queue read(int version, RowReader in) {
            QueueArn arn = new QueueArn(in.text(), in.text(), in.text());
            long queueId = in.i64();
            Instant created = Instant.ofEpochSecond(in.i64());
            Instant lastModified = Instant.ofEpochSecond(in.i64());
            return new Queue(
                    arn, queueId, created, lastModified, QueueAttributes.read(in), in.namedTexts());
        }
    }
}
