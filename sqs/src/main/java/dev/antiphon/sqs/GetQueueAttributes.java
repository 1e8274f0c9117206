package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;

/** Tells what a queue is set to and how much is in it. */
final class GetQueueAttributes
        implements Command<GetQueueAttributesRequest, GetQueueAttributesResponse> {
    @Override
    public String entity(GetQueueAttributesRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<GetQueueAttributesResponse> handle(
            Tx tx, GetQueueAttributesRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        Map<String, String> view =
                AttributeView.of(
                        queue, Messages.counts(tx, queue), request.attributeNamesAsStrings());
        GetQueueAttributesResponse.Builder response = GetQueueAttributesResponse.builder();
        // AWS leaves the member out where there is nothing to tell.
        if (!view.isEmpty()) {
            response.attributesWithStrings(view);
        }
        return Outcome.reply(response.build());
    }
}
