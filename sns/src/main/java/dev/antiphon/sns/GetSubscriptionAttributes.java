package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;

/** Tells the attributes of a subscription, with what counts where nothing was set. */
final class GetSubscriptionAttributes
        implements Query<GetSubscriptionAttributesRequest, GetSubscriptionAttributesResponse> {
    @Override
    public String entity(GetSubscriptionAttributesRequest request, Caller caller) {
        return SubscriptionArn.of(request.subscriptionArn()).topic().toString();
    }

    @Override
    public GetSubscriptionAttributesResponse answer(
            Catalogs catalogs, GetSubscriptionAttributesRequest request, Caller caller) {
        SubscriptionArn arn = SubscriptionArn.of(request.subscriptionArn());
        Subscription subscription = catalogs.catalog(SnsTables.SUBSCRIPTIONS).get(arn);
        if (subscription == null) {
            throw SnsErrors.subscriptionDoesNotExist();
        }
        Topic topic = catalogs.catalog(SnsTables.TOPICS).get(arn.topic());
        Replay replay = catalogs.catalog(SnsTables.REPLAYS).get(arn);
        return GetSubscriptionAttributesResponse.builder()
                .attributes(SubscriptionView.attributes(subscription, topic, replay))
                .build();
    }
}
