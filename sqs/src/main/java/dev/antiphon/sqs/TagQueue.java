package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;

/** Adds tags to a queue, or gives them another value. */
final class TagQueue implements Command<TagQueueRequest, TagQueueResponse> {
    @Override
    public String entity(TagQueueRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<TagQueueResponse> handle(Tx tx, TagQueueRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        if (request.tags().isEmpty()) {
            throw SqsErrors.missingParameter("Tags");
        }
        Map<String, String> tags = QueueTags.with(queue.tags(), request.tags(), queue.arn());
        tx.put(SqsTables.QUEUES, queue.arn(), queue.withTags(tags));
        return Outcome.reply(TagQueueResponse.builder().build());
    }
}
