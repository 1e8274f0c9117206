package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;

/** Lists the tags of a queue. */
final class ListQueueTags implements Query<ListQueueTagsRequest, ListQueueTagsResponse> {
    @Override
    public String entity(ListQueueTagsRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public ListQueueTagsResponse answer(
            Catalogs catalogs, ListQueueTagsRequest request, Caller caller) {
        Queue queue =
                Definitions.require(
                        catalogs.catalog(SqsTables.QUEUES),
                        QueueUrl.parse(request.queueUrl(), caller));
        ListQueueTagsResponse.Builder response = ListQueueTagsResponse.builder();
        // AWS leaves the member out where there is nothing to tell.
        if (!queue.tags().isEmpty()) {
            response.tags(queue.tags());
        }
        return response.build();
    }
}
