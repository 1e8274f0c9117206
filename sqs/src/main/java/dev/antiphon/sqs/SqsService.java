package dev.antiphon.sqs;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Gauge;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/** Amazon SQS: its operations and what they need of the engine. */
public final class SqsService implements Service {
    @Override
    public String name() {
        return QueueArn.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                // Queues
                new AddPermission(),
                new CreateQueue(),
                new DeleteQueue(),
                new GetQueueAttributes(),
                new GetQueueUrl(),
                new ListDeadLetterSourceQueues(),
                new ListQueueTags(),
                new ListQueues(),
                new RemovePermission(),
                new SetQueueAttributes(),
                new TagQueue(),
                new UntagQueue(),
                // Messages
                new CancelMessageMoveTask(),
                new ChangeMessageVisibility(),
                new ChangeMessageVisibilityBatch(),
                new DeleteMessage(),
                new DeleteMessageBatch(),
                new ListMessageMoveTasks(),
                new PurgeQueue(),
                new ReceiveMessage(),
                new SendMessage(),
                new SendMessageBatch(),
                new StartMessageMoveTask());
    }

    @Override
    public void register(Registry registry) {
        // Queues
        registry.table(SqsTables.QUEUES);
        registry.table(SqsTables.DELETED_QUEUES);
        registry.timer(ForgetDeletedQueue.NAME, new ForgetDeletedQueue());

        // Messages
        registry.table(SqsTables.MESSAGES);
        registry.table(SqsTables.DELIVERIES);
        registry.table(SqsTables.DEDUPLICATIONS);
        registry.table(SqsTables.RECEIVE_ATTEMPTS);
        registry.table(SqsTables.DEDUPLICATION_BUCKETS);
        registry.table(SqsTables.PURGES);
        registry.table(SqsTables.MOVE_TASKS);
        registry.shard(Queues.KEY);
        registry.receiver(Parcel.RECEIVER, new MessageReceiver());
    }

    @Override
    public List<Gauge> gauges(Tx tx) {
        return QueueGauges.of(tx);
    }
}
