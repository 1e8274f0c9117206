package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;

/** Lists the subscriptions of the caller in the region of the call. */
final class ListSubscriptions
        implements Query<ListSubscriptionsRequest, ListSubscriptionsResponse> {
    @Override
    public ListSubscriptionsResponse answer(
            Catalogs catalogs, ListSubscriptionsRequest request, Caller caller) {
        TopicArn topics = new TopicArn(caller.account(), caller.region(), "");
        TopicArn end = new TopicArn(caller.account(), caller.region(), "\uffff");
        Page<Subscription> page =
                Page.of(
                        catalogs.catalog(SnsTables.SUBSCRIPTIONS)
                                .range(
                                        SubscriptionView.after(
                                                topics, Page.start(request.nextToken())),
                                        SubscriptionArn.last(end))
                                .values(),
                        SubscriptionView::position);
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items().stream().map(SubscriptionView::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
