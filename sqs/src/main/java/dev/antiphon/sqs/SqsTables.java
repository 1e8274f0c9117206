package dev.antiphon.sqs;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;
import java.time.Instant;

/** The tables of SQS: ids 20 to 39. */
final class SqsTables {
    private SqsTables() {}

    /** Keys by account, region and name: the order of {@link QueueArn}. */
    static final KeyCodec<QueueArn> BY_QUEUE =
            KeyCodec.of(
                    (key, out) -> out.text(key.account()).text(key.region()).text(key.name()),
                    in -> new QueueArn(in.text(), in.text(), in.text()));

    // Definitions: 20 to 24.

    static final Table<QueueArn, Queue> QUEUES =
            Table.of(20, "sqs.queues", Family.STATE, BY_QUEUE, Queue.CODEC).publish();

    static final Table<QueueArn, DeletedQueue> DELETED_QUEUES =
            Table.of(21, "sqs.deleted-queues", Family.STATE, BY_QUEUE, DeletedQueue.CODEC);

    // Messages: 25 to 39.

    static final Table<MessageKey, StoredMessage> MESSAGES =
            Table.of(25, "sqs.messages", Family.LOG, MessageKey.CODEC, StoredMessage.CODEC);

    /** Of those messages that were received. */
    static final Table<MessageKey, Delivery> DELIVERIES =
            Table.of(26, "sqs.deliveries", Family.STATE, MessageKey.CODEC, Delivery.CODEC).soft();

    static final Table<Deduplication.Key, Deduplication.Original> DEDUPLICATIONS =
            Table.of(
                    27,
                    "sqs.deduplications",
                    Family.STATE,
                    Deduplication.Key.CODEC,
                    Deduplication.Original.CODEC);

    static final Table<Deduplication.Key, ReceiveAttempt> RECEIVE_ATTEMPTS =
            Table.of(
                            28,
                            "sqs.receive-attempts",
                            Family.STATE,
                            Deduplication.Key.CODEC,
                            ReceiveAttempt.CODEC)
                    .soft();

    /** Which stretches of the two tables above are in use. */
    static final Table<Deduplication.Bucket, Boolean> DEDUPLICATION_BUCKETS =
            Table.of(
                    29,
                    "sqs.deduplication-buckets",
                    Family.STATE,
                    Deduplication.Bucket.CODEC,
                    RowCodec.PRESENCE);

    /** When a queue was purged for the last time, by its id. */
    static final Table<Long, Instant> PURGES =
            Table.of(30, "sqs.purges", Family.STATE, KeyCodec.NUMBER, PurgeQueue.TIME);

    static final Table<MoveTask.Key, MoveTask> MOVE_TASKS =
            Table.of(31, "sqs.move-tasks", Family.STATE, MoveTask.Key.CODEC, MoveTask.CODEC);
}
