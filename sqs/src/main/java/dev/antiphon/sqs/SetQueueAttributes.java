package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** Changes what is named and leaves the rest. */
final class SetQueueAttributes
        implements Command<SetQueueAttributesRequest, SetQueueAttributesResponse> {
    @Override
    public String entity(SetQueueAttributesRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<SetQueueAttributesResponse> handle(
            Tx tx, SetQueueAttributesRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        QueueAttributes changed =
                AttributeChanges.apply(
                        request.attributesAsStrings(),
                        queue.arn(),
                        queue.attributes(),
                        tx.catalog(SqsTables.QUEUES));
        tx.put(SqsTables.QUEUES, queue.arn(), queue.withAttributes(changed, tx.now()));
        return Outcome.reply(SetQueueAttributesResponse.builder().build());
    }
}
