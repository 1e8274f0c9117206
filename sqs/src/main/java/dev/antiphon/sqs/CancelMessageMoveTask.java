package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;

/** Ends a move task. What it has moved stays moved. */
final class CancelMessageMoveTask
        implements Command<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse> {
    @Override
    public String entity(CancelMessageMoveTaskRequest request, Caller caller) {
        return MoveTasks.handle(request.taskHandle()).source().toString();
    }

    @Override
    public Outcome<CancelMessageMoveTaskResponse> handle(
            Tx tx, CancelMessageMoveTaskRequest request, Caller caller) {
        MoveTaskHandle handle = MoveTasks.handle(request.taskHandle());
        LiveQueue source = MoveTasks.queue(tx, handle.source());
        MoveTask task =
                tx.get(SqsTables.MOVE_TASKS, new MoveTask.Key(source.queueId(), handle.number()));
        if (task == null) {
            throw SqsErrors.resourceNotFound("Task does not exist.");
        }
        if (task.status() != MoveTask.Status.RUNNING) {
            throw SqsErrors.unsupportedOperation("Only active tasks can be cancelled.");
        }
        tx.put(SqsTables.MOVE_TASKS, task.key(), task.cancelling());
        return Outcome.reply(
                CancelMessageMoveTaskResponse.builder()
                        .approximateNumberOfMessagesMoved(task.moved())
                        .build());
    }
}
