package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;

/** Lists the queues that send their dead letters to this one. */
final class ListDeadLetterSourceQueues
        implements Query<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse> {
    @Override
    public String entity(ListDeadLetterSourceQueuesRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public ListDeadLetterSourceQueuesResponse answer(
            Catalogs catalogs, ListDeadLetterSourceQueuesRequest request, Caller caller) {
        Catalog<QueueArn, Queue> queues = catalogs.catalog(SqsTables.QUEUES);
        Queue queue = Definitions.require(queues, QueueUrl.parse(request.queueUrl(), caller));
        Page page =
                Page.of(
                        Definitions.sourcesOf(
                                queues,
                                queue.arn(),
                                Page.start(request.maxResults(), request.nextToken())),
                        request.maxResults());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.urls(caller))
                .nextToken(page.nextToken())
                .build();
    }
}
