package dev.antiphon.sqs;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a FIFO queue remembers for five minutes: the deduplication ids of messages, also of those
 * that are deleted since, and the ids of receive attempts.
 *
 * <p>The rows are kept by stretches of five minutes, buckets, and within a bucket by a hash of the
 * id. To look one up is to look in the present bucket and in the one before (and in later ones,
 * which there are if the clock was set back between two runs); to forget is to remove a whole
 * bucket at once, as a range. Rejected: a second table in the order of expiry, which makes four row
 * changes of one, at the rate of sending.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html">Exactly-once
 *     processing</a>
 */
final class Deduplication {
    static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Only ever cloned, as in {@link MessageDigests}. */
    private static final MessageDigest UNUSED = sha256();

    /** A bucket of a queue. */
    record Bucket(long queueId, long number) {
        static final KeyCodec<Bucket> CODEC =
                KeyCodec.of(
                        (key, out) -> out.i64(key.queueId).i64(key.number),
                        in -> new Bucket(in.i64(), in.i64()));
    }

    /** An id in a bucket: the first half of its SHA-256. */
    record Key(long queueId, long bucket, long high, long low) {
        static final KeyCodec<Key> CODEC =
                KeyCodec.of(
                        (key, out) ->
                                out.i64(key.queueId).i64(key.bucket).i64(key.high).i64(key.low),
                        in -> new Key(in.i64(), in.i64(), in.i64(), in.i64()));

        /** Before all ids of a bucket. */
        static Key first(long queueId, long bucket) {
            return new Key(queueId, bucket, Long.MIN_VALUE, Long.MIN_VALUE);
        }

        Key in(long otherBucket) {
            return new Key(queueId, otherBucket, high, low);
        }
    }

    /** The message that was sent with an id. */
    record Original(UUID messageId, long sequence, Instant sent) {
        static final RowCodec<Original> CODEC =
                new RowCodec<>() {
                    @Override
                    public int version() {
                        return 1;
                    }

                    @Override
                    public void write(Original original, RowWriter out) {
                        out.i64(original.messageId.getMostSignificantBits())
                                .i64(original.messageId.getLeastSignificantBits())
                                .varint(original.sequence)
                                .varint(original.sent.toEpochMilli());
                    }

                    @Override
                    public Original read(int version, RowReader in) {
                        return new Original(
                                new UUID(in.i64(), in.i64()),
                                in.varint(),
                                Instant.ofEpochMilli(in.varint()));
                    }
                };
    }

    private Deduplication() {}

    /** The id of a message that was sent without one, to a queue that makes it of the content. */
    static String idOfContent(byte[] body) {
        return MessageDigests.hex(fresh().digest(body));
    }

    /** Where a message's id is to be found now. */
    static Key key(LiveQueue queue, String deduplicationId, @Nullable String groupId, Instant now) {
        MessageDigest digest = fresh();
        if (groupId != null && queue.deduplicatesByGroup(now)) {
            digest.update(groupId.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0); // no id has this character
        }
        digest.update(deduplicationId.getBytes(StandardCharsets.UTF_8));
        return key(queue, digest.digest(), now);
    }

    /** Where an attempt to receive is to be found now. */
    static Key attemptKey(LiveQueue queue, String attemptId, Instant now) {
        return key(queue, fresh().digest(attemptId.getBytes(StandardCharsets.UTF_8)), now);
    }

    private static Key key(LiveQueue queue, byte[] hash, Instant now) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new Key(queue.queueId(), bucket(now), bytes.getLong(), bytes.getLong());
    }

    /** The message that was sent with this id within the interval, if one was. */
    static @Nullable Original original(Tx tx, LiveQueue queue, Key key) {
        return latest(
                tx,
                queue,
                key,
                SqsTables.DEDUPLICATIONS,
                original -> original.sent.plus(INTERVAL).isAfter(tx.now()));
    }

    /** The attempt with this id, if one was made within the interval. */
    static @Nullable ReceiveAttempt attempt(Tx tx, LiveQueue queue, Key key) {
        return latest(
                tx,
                queue,
                key,
                SqsTables.RECEIVE_ATTEMPTS,
                attempt -> attempt.at().plus(INTERVAL).isAfter(tx.now()));
    }

    private static <V> @Nullable V latest(
            Tx tx, LiveQueue queue, Key key, Table<Key, V> table, Predicate<V> counts) {
        // The present bucket may be new in this operation: the index knows of it afterwards.
        V found = tx.get(table, key);
        if (found != null && counts.test(found)) {
            return found;
        }
        for (long bucket : queue.deduplicationBuckets().downTo(key.bucket - 1)) {
            found = bucket == key.bucket ? null : tx.get(table, key.in(bucket));
            if (found != null && counts.test(found)) {
                return found;
            }
        }
        return null;
    }

    static void remember(Tx tx, LiveQueue queue, Key key, Original original) {
        tx.put(SqsTables.DEDUPLICATIONS, key, original);
        useBucket(tx, queue, key);
    }

    /** Notes down that there is something to forget later. */
    static void useBucket(Tx tx, LiveQueue queue, Key key) {
        if (!queue.deduplicationBuckets().contains(key.bucket())) {
            tx.put(SqsTables.DEDUPLICATION_BUCKETS, new Bucket(key.queueId(), key.bucket()), true);
        }
    }

    /** Forgets the oldest bucket. */
    static void forgetOldest(Tx tx, LiveQueue queue) {
        long bucket = queue.deduplicationBuckets().first();
        forget(tx, queue.queueId(), bucket, bucket + 1);
    }

    static void forgetAll(Tx tx, long queueId) {
        forget(tx, queueId, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static void forget(Tx tx, long queueId, long from, long to) {
        tx.deleteRange(SqsTables.DEDUPLICATIONS, Key.first(queueId, from), Key.first(queueId, to));
        tx.deleteRange(
                SqsTables.RECEIVE_ATTEMPTS, Key.first(queueId, from), Key.first(queueId, to));
        tx.deleteRange(
                SqsTables.DEDUPLICATION_BUCKETS,
                new Bucket(queueId, from),
                new Bucket(queueId, to));
    }

    private static long bucket(Instant now) {
        return now.toEpochMilli() / INTERVAL.toMillis();
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
