package dev.antiphon.sqs;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/** The tables of SQS: ids 20 to 39. */
final class SqsTables {
    private SqsTables() {}

    /** Keys by account, region and name: the order of {@link QueueArn}. */
    static final KeyCodec<QueueArn> BY_QUEUE =
            new KeyCodec<>() {
                @Override
                public void write(QueueArn key, KeyWriter out) {
                    out.text(key.account()).text(key.region()).text(key.name());
                }

                @Override
                public QueueArn read(KeyReader in) {
                    return new QueueArn(in.text(), in.text(), in.text());
                }
            };

    // Definitions: 20 to 24.

    static final Table<QueueArn, Queue> QUEUES =
            Table.of(20, "sqs.queues", Family.STATE, BY_QUEUE, Queue.CODEC).publish();

    static final Table<QueueArn, DeletedQueue> DELETED_QUEUES =
            Table.of(21, "sqs.deleted-queues", Family.STATE, BY_QUEUE, DeletedQueue.CODEC);

    // Messages: 25 to 39.

}
