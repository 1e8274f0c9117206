package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** Removes tags from a queue; those that it does not have are no error. */
final class UntagQueue implements Command<UntagQueueRequest, UntagQueueResponse> {
    @Override
    public String entity(UntagQueueRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<UntagQueueResponse> handle(Tx tx, UntagQueueRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        if (request.tagKeys().isEmpty()) {
            throw SqsErrors.missingParameter("TagKeys");
        }
        Map<String, String> tags = QueueTags.without(queue.tags(), request.tagKeys());
        tx.put(SqsTables.QUEUES, queue.arn(), queue.withTags(tags));
        return Outcome.reply(UntagQueueResponse.builder().build());
    }
}
