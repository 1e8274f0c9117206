package dev.antiphon.sns;

import dev.antiphon.engine.Catalogs;
import org.jspecify.annotations.Nullable;

/** What endpoints confirm their subscriptions with, for those who test endpoints. */
public final class SubscriptionTokens {
    private SubscriptionTokens() {}

    /** The token of a subscription, or null if there is none such. */
    public static @Nullable String find(Catalogs catalogs, String subscriptionArn) {
        SubscriptionArn arn = SubscriptionArn.parse(subscriptionArn);
        Subscription subscription =
                arn == null ? null : catalogs.catalog(SnsTables.SUBSCRIPTIONS).get(arn);
        return subscription == null ? null : subscription.token();
    }
}
