package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;

/** Lists the topics of the caller in the region of the call. */
final class ListTopics implements Query<ListTopicsRequest, ListTopicsResponse> {
    @Override
    public ListTopicsResponse answer(Catalogs catalogs, ListTopicsRequest request, Caller caller) {
        TopicArn from =
                new TopicArn(caller.account(), caller.region(), Page.start(request.nextToken()));
        TopicArn to = new TopicArn(caller.account(), caller.region(), "\uffff");
        Page<Topic> page =
                Page.of(
                        catalogs.catalog(SnsTables.TOPICS).range(from, to).values(),
                        each -> each.arn().name());
        return ListTopicsResponse.builder()
                .topics(page.items().stream().map(each -> topic(each.arn())).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.sns.model.Topic topic(TopicArn arn) {
        return software.amazon.awssdk.services.sns.model.Topic.builder()
                .topicArn(arn.toString())
                .build();
    }
}
