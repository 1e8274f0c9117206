package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** Tells where a queue of the caller or of another account is to be addressed. */
final class GetQueueUrl implements Query<GetQueueUrlRequest, GetQueueUrlResponse> {
    @Override
    public GetQueueUrlResponse answer(
            Catalogs catalogs, GetQueueUrlRequest request, Caller caller) {
        String owner = request.queueOwnerAWSAccountId();
        QueueArn arn =
                new QueueArn(
                        owner == null || owner.isEmpty() ? caller.account() : owner,
                        caller.region(),
                        request.queueName());
        Queue queue = Definitions.require(catalogs.catalog(SqsTables.QUEUES), arn);
        return GetQueueUrlResponse.builder().queueUrl(QueueUrl.of(queue.arn(), caller)).build();
    }
}
