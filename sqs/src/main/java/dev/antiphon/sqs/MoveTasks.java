package dev.antiphon.sqs;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** What the operations on move tasks have in common. */
final class MoveTasks {
    private MoveTasks() {}

    /** The queue that a {@code SourceArn} names. */
    static QueueArn source(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw SqsErrors.missingParameter("SourceArn");
        }
        QueueArn source = QueueArn.parse(text);
        if (source == null) {
            throw SqsErrors.invalidParameter(
                    "You must use this format to specify the SourceArn:"
                            + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        }
        return source;
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static LiveQueue queue(Tx tx, QueueArn arn) {
        LiveQueue queue = Queues.find(tx, arn);
        if (queue == null) {
            throw SqsErrors.resourceNotFound(
                    "The resource that you specified for the SourceArn parameter doesn't exist.");
        }
        return queue;
    }

    static MoveTaskHandle handle(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw SqsErrors.missingParameter("TaskHandle");
        }
        MoveTaskHandle handle = MoveTaskHandle.parse(text);
        if (handle == null) {
            throw SqsErrors.invalidParameter("TaskHandle", text, "The task handle is not valid.");
        }
        return handle;
    }
}
