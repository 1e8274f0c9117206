package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** Begins to move messages out of a dead-letter queue. The work is done by {@link MoveTask}. */
final class StartMessageMoveTask
        implements Command<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> {
    private static final int MOST_KEPT = 10;

    @Override
    public String entity(StartMessageMoveTaskRequest request, Caller caller) {
        return MoveTasks.source(request.sourceArn()).toString();
    }

    @Override
    public Outcome<StartMessageMoveTaskResponse> handle(
            Tx tx, StartMessageMoveTaskRequest request, Caller caller) {
        LiveQueue source = MoveTasks.queue(tx, MoveTasks.source(request.sourceArn()));
        QueueArn arn = source.definition().arn();
        Catalog<QueueArn, Queue> queues = tx.catalog(SqsTables.QUEUES);
        QueueArn destination = destination(queues, arn, request.destinationArn());
        int rate = rate(request.maxNumberOfMessagesPerSecond());
        if (!Definitions.sourcesOf(queues, arn, "").hasNext()) {
            throw SqsErrors.invalidParameter(
                    "Source queue must be configured as a Dead Letter Queue.");
        }
        if (source.moveTask() != null) {
            throw SqsErrors.invalidParameter(
                    "There is already a task running. Only one active task is allowed for a source"
                            + " queue arn at a given time.");
        }
        forgetOldTasks(tx, source.queueId());
        long number = tx.ids().next();
        tx.put(
                SqsTables.MOVE_TASKS,
                new MoveTask.Key(source.queueId(), number),
                new MoveTask(
                        new MoveTask.Key(source.queueId(), number),
                        arn,
                        destination,
                        rate,
                        MoveTask.Status.RUNNING,
                        tx.now(),
                        0,
                        source.messages().counts().visible(),
                        Long.MIN_VALUE,
                        number, // every message that is there now has a lower sequence
                        tx.now(),
                        null));
        return Outcome.reply(
                StartMessageMoveTaskResponse.builder()
                        .taskHandle(new MoveTaskHandle(arn, number).toString())
                        .build());
    }

    private static @Nullable QueueArn destination(
            Catalog<QueueArn, Queue> queues, QueueArn source, @Nullable String text) {
        if (text == null) {
            return null;
        }
        QueueArn destination = QueueArn.parse(text);
        if (destination == null) {
            throw SqsErrors.invalidParameter(
                    "You must use this format to specify the"
                            + " DestinationArn: arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        }
        if (queues.get(destination) == null
                || !destination.account().equals(source.account())
                || !destination.region().equals(source.region())) {
            throw SqsErrors.resourceNotFound(
                    "The resource that you specified for the DestinationArn parameter doesn't"
                            + " exist.");
        }
        if (destination.equals(source)) {
            throw SqsErrors.invalidParameter(
                    "Source queue arn and destination queue arn cannot be the same.");
        }
        if (destination.fifo() != source.fifo()) {
            throw SqsErrors.invalidParameter(
                    "Source queue and destination queue must be of the same type.");
        }
        return destination;
    }

    private static int rate(@Nullable Integer asked) {
        if (asked == null) {
            return 0;
        }
        if (asked < 1 || asked > MoveTask.HIGHEST_RATE) {
            throw SqsErrors.invalidParameter(
                    "MaxNumberOfMessagesPerSecond",
                    asked,
                    "Must be between 1 and 500, if provided.");
        }
        return asked;
    }

    private static void forgetOldTasks(Tx tx, long queueId) {
        List<MoveTask.Key> tasks = new ArrayList<>();
        try (Scan<MoveTask.Key, MoveTask> scan =
                tx.scan(
                        SqsTables.MOVE_TASKS,
                        MoveTask.Key.first(queueId),
                        MoveTask.Key.end(queueId))) {
            while (scan.next()) {
                tasks.add(scan.key());
            }
        }
        for (int i = 0; i <= tasks.size() - MOST_KEPT; i++) {
            tx.delete(SqsTables.MOVE_TASKS, tasks.get(i));
        }
    }
}
