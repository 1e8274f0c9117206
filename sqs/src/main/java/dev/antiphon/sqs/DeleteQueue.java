package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;

/** Removes a queue and its messages at once; its name stays taken for a minute. */
final class DeleteQueue implements Command<DeleteQueueRequest, DeleteQueueResponse> {
    @Override
    public String entity(DeleteQueueRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<DeleteQueueResponse> handle(Tx tx, DeleteQueueRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        Messages.removeAll(tx, queue);
        tx.delete(SqsTables.QUEUES, queue.arn());
        DeletedQueue deleted = new DeletedQueue(tx.now());
        tx.put(SqsTables.DELETED_QUEUES, queue.arn(), deleted);
        tx.setTimer(ForgetDeletedQueue.timer(queue.arn(), deleted));
        return Outcome.reply(DeleteQueueResponse.builder().build());
    }
}
