package dev.antiphon.sns;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a FIFO topic remembers for five minutes: the deduplication ids of its messages.
 *
 * <p>The rows are kept by stretches of five minutes, buckets, and within a bucket by a hash of the
 * id. To look one up is to look in all buckets that are in use, which are two or three; to forget
 * is to remove a whole bucket at once, as a range.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html">Message
 *     deduplication for FIFO topics</a>
 */
final class Deduplication {
    static final Duration INTERVAL = Duration.ofMinutes(5);

    /** A bucket of a topic. */
    record Bucket(long topicId, long number) {
        static final KeyCodec<Bucket> CODEC =
                KeyCodec.of(
                        (key, out) -> out.i64(key.topicId).i64(key.number),
                        in -> new Bucket(in.i64(), in.i64()));

        /** When nothing in it counts any more. */
        long over() {
            return (number + 2) * INTERVAL.toMillis();
        }
    }

    /** An id in a bucket: the first half of its SHA-256. */
    record Key(long topicId, long bucket, long high, long low) {
        static final KeyCodec<Key> CODEC =
                KeyCodec.of(
                        (key, out) ->
                                out.i64(key.topicId).i64(key.bucket).i64(key.high).i64(key.low),
                        in -> new Key(in.i64(), in.i64(), in.i64(), in.i64()));

        /** Before all ids of a bucket. */
        private static Key first(long topicId, long bucket) {
            return new Key(topicId, bucket, Long.MIN_VALUE, Long.MIN_VALUE);
        }

        private Key in(long otherBucket) {
            return new Key(topicId, otherBucket, high, low);
        }
    }

    /** The message that was published with an id. */
    record Original(String messageId, long sequence, Instant published) {
        static final RowCodec<Original> CODEC =
                new RowCodec<>() {
                    @Override
                    public int version() {
                        return 1;
                    }

                    @Override
                    public void write(Original original, RowWriter out) {
                        out.text(original.messageId)
                                .varint(original.sequence)
                                .varint(original.published.toEpochMilli());
                    }

                    @Override
                    public Original read(int version, RowReader in) {
                        return new Original(
                                in.text(), in.varint(), Instant.ofEpochMilli(in.varint()));
                    }
                };
    }

    private Deduplication() {}

    /** The id of a message that was published without one. */
    static String idOfContent(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** Where a message's id is to be found now. */
    static Key key(Topic topic, String deduplicationId, @Nullable String groupId, Instant now) {
        // No id has this character.
        String scoped =
                topic.attributes().deduplicatesByGroup()
                        ? groupId + '\n' + deduplicationId
                        : deduplicationId;
        ByteBuffer hash = ByteBuffer.wrap(sha256(scoped));
        return new Key(
                topic.topicId(),
                now.toEpochMilli() / INTERVAL.toMillis(),
                hash.getLong(),
                hash.getLong());
    }

    /** The message that was published with this id within the interval, if one was. */
    static @Nullable Original original(Tx tx, LiveTopic topic, Key key) {
        Original found = counting(tx, key);
        for (long bucket : topic.deduplicationBuckets()) {
            if (found == null && bucket != key.bucket) {
                found = counting(tx, key.in(bucket));
            }
        }
        return found;
    }

    private static @Nullable Original counting(Tx tx, Key key) {
        Original found = tx.get(SnsTables.DEDUPLICATIONS, key);
        return found != null && found.published.plus(INTERVAL).isAfter(tx.now()) ? found : null;
    }

    static void remember(Tx tx, LiveTopic topic, Key key, Original original) {
        tx.put(SnsTables.DEDUPLICATIONS, key, original);
        if (!topic.deduplicationBuckets().contains(key.bucket)) {
            tx.put(SnsTables.DEDUPLICATION_BUCKETS, new Bucket(key.topicId, key.bucket), true);
        }
    }

    static void forget(Tx tx, Bucket bucket) {
        forget(tx, bucket.topicId, bucket.number, bucket.number + 1);
    }

    static void forgetAll(Tx tx, long topicId) {
        forget(tx, topicId, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static void forget(Tx tx, long topicId, long from, long to) {
        tx.deleteRange(SnsTables.DEDUPLICATIONS, Key.first(topicId, from), Key.first(topicId, to));
        tx.deleteRange(
                SnsTables.DEDUPLICATION_BUCKETS,
                new Bucket(topicId, from),
                new Bucket(topicId, to));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
