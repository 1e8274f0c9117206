package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** Lists the queues of the caller in the region of the call. */
final class ListQueues implements Query<ListQueuesRequest, ListQueuesResponse> {
    @Override
    public ListQueuesResponse answer(Catalogs catalogs, ListQueuesRequest request, Caller caller) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        Page page =
                Page.of(
                        Definitions.list(
                                catalogs.catalog(SqsTables.QUEUES),
                                caller.account(),
                                caller.region(),
                                prefix,
                                Page.start(request.maxResults(), request.nextToken())),
                        request.maxResults());
        ListQueuesResponse.Builder response =
                ListQueuesResponse.builder().nextToken(page.nextToken());
        // AWS leaves the member out where there is nothing to tell.
        if (!page.queues().isEmpty()) {
            response.queueUrls(page.urls(caller));
        }
        return response.build();
    }
}
