package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** Tells of the last move tasks of a queue, the latest first. */
final class ListMessageMoveTasks
        implements Command<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> {
    private static final int MOST = 10;

    @Override
    public String entity(ListMessageMoveTasksRequest request, Caller caller) {
        return MoveTasks.source(request.sourceArn()).toString();
    }

    @Override
    public Outcome<ListMessageMoveTasksResponse> handle(
            Tx tx, ListMessageMoveTasksRequest request, Caller caller) {
        LiveQueue source = MoveTasks.queue(tx, MoveTasks.source(request.sourceArn()));
        int most = most(request.maxResults());
        List<ListMessageMoveTasksResultEntry> tasks = new ArrayList<>();
        try (Scan<MoveTask.Key, MoveTask> scan =
                tx.scan(
                        SqsTables.MOVE_TASKS,
                        MoveTask.Key.first(source.queueId()),
                        MoveTask.Key.end(source.queueId()))) {
            while (scan.next()) {
                tasks.add(0, told(scan.value()));
            }
        }
        return Outcome.reply(
                ListMessageMoveTasksResponse.builder()
                        .results(tasks.subList(0, Math.min(most, tasks.size())))
                        .build());
    }

    private static int most(@Nullable Integer asked) {
        if (asked == null) {
            return 1;
        }
        if (asked < 1 || asked > MOST) {
            throw SqsErrors.invalidParameter(
                    "MaxResults", asked, "Must be between 1 and 10, if provided.");
        }
        return asked;
    }

    private static ListMessageMoveTasksResultEntry told(MoveTask task) {
        QueueArn destination = task.destination();
        return ListMessageMoveTasksResultEntry.builder()
                .taskHandle(
                        task.status() == MoveTask.Status.RUNNING
                                ? new MoveTaskHandle(task.source(), task.key().number()).toString()
                                : null)
                .status(task.status().name())
                .sourceArn(task.source().toString())
                .destinationArn(destination == null ? null : destination.toString())
                .maxNumberOfMessagesPerSecond(task.rate() == 0 ? null : task.rate())
                .approximateNumberOfMessagesMoved(task.moved())
                .approximateNumberOfMessagesToMove(task.toMove())
                .failureReason(task.failureReason())
                .startedTimestamp(task.started().toEpochMilli())
                .build();
    }
}
