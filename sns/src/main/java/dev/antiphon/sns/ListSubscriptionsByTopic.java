package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;

/** Lists the subscriptions to a topic. */
final class ListSubscriptionsByTopic
        implements Query<ListSubscriptionsByTopicRequest, ListSubscriptionsByTopicResponse> {
    @Override
    public String entity(ListSubscriptionsByTopicRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public ListSubscriptionsByTopicResponse answer(
            Catalogs catalogs, ListSubscriptionsByTopicRequest request, Caller caller) {
        TopicArn topic = TopicArn.of(request.topicArn(), caller);
        if (catalogs.catalog(SnsTables.TOPICS).get(topic) == null) {
            throw SnsErrors.topicDoesNotExist();
        }
        Page<Subscription> page =
                Page.of(
                        catalogs.catalog(SnsTables.SUBSCRIPTIONS)
                                .range(
                                        new SubscriptionArn(topic, Page.start(request.nextToken())),
                                        SubscriptionArn.last(topic))
                                .values(),
                        each -> each.arn().id());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items().stream().map(SubscriptionView::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
