package dev.antiphon.sns;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Gauge;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Amazon SNS: its operations and what they need of the engine. */
public final class SnsService implements Service {
    private final Publishing publishing;

    public SnsService(SnsParts parts) {
        this.publishing = parts.publishing();
    }

    @Override
    public String name() {
        return SnsArns.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        List<Operation<?, ?>> all = new ArrayList<>(topics());
        all.addAll(subscriptions());
        all.addAll(mobile());
        all.addAll(textMessages());
        return all;
    }

    private List<Operation<?, ?>> topics() {
        return List.of(
                new AddPermission(),
                new CreateTopic(),
                new DeleteTopic(),
                new GetDataProtectionPolicy(),
                new GetTopicAttributes(),
                new ListTagsForResource(),
                new ListTopics(),
                new Publish(publishing),
                new PublishBatch(publishing),
                new PutDataProtectionPolicy(),
                new RemovePermission(),
                new SetTopicAttributes(),
                new TagResource(),
                new UntagResource());
    }

    private static List<Operation<?, ?>> subscriptions() {
        return List.of(
                new ConfirmSubscription(),
                new GetSubscriptionAttributes(),
                new ListSubscriptions(),
                new ListSubscriptionsByTopic(),
                new SetSubscriptionAttributes(),
                new Subscribe(),
                new Unsubscribe());
    }

    private static List<Operation<?, ?>> mobile() {
        return List.of(
                new CreatePlatformApplication(),
                new CreatePlatformEndpoint(),
                new DeleteEndpoint(),
                new DeletePlatformApplication(),
                new GetEndpointAttributes(),
                new GetPlatformApplicationAttributes(),
                new ListEndpointsByPlatformApplication(),
                new ListPlatformApplications(),
                new SetEndpointAttributes(),
                new SetPlatformApplicationAttributes());
    }

    private static List<Operation<?, ?>> textMessages() {
        return List.of(
                new CheckIfPhoneNumberIsOptedOut(),
                new CreateSMSSandboxPhoneNumber(),
                new DeleteSMSSandboxPhoneNumber(),
                new GetSMSAttributes(),
                new GetSMSSandboxAccountStatus(),
                new ListOriginationNumbers(),
                new ListPhoneNumbersOptedOut(),
                new ListSMSSandboxPhoneNumbers(),
                new OptInPhoneNumber(),
                new SetSMSAttributes(),
                new VerifySMSSandboxPhoneNumber());
    }

    @Override
    public void register(Registry registry) {
        // Topics
        registry.table(SnsTables.TOPICS);
        registry.table(SnsTables.SUBSCRIPTIONS);
        registry.table(SnsTables.ENDED_SUBSCRIPTIONS);
        registry.table(SnsTables.DEDUPLICATIONS);
        registry.table(SnsTables.DEDUPLICATION_BUCKETS);
        registry.table(SnsTables.ARCHIVE);
        registry.table(SnsTables.REPLAYS);
        registry.timer(Archive.NAME, new Archive());
        registry.timer(Confirmations.NAME, new Confirmations());
        registry.shard(Topics.KEY);

        // Mobile push and text messages
        registry.table(SnsTables.APPLICATIONS);
        registry.table(SnsTables.ENDPOINTS);
        registry.table(SnsTables.DEVICE_TOKENS);
        registry.table(SnsTables.SMS_SETTINGS);
        registry.table(SnsTables.SANDBOX_NUMBERS);
        registry.table(SnsTables.KEPT_MESSAGES);

        registry.table(SnsTables.SIGNING_IDENTITY);
    }

    @Override
    public List<Gauge> gauges(Tx tx) {
        int subscriptions = 0;
        for (LiveTopic topic : Topics.all(tx)) {
            subscriptions += topic.all().size();
        }
        return List.of(
                new Gauge("antiphon.sns.topics", "Topics", new TreeMap<>(), Topics.all(tx).size()),
                new Gauge(
                        "antiphon.sns.subscriptions",
                        "Subscriptions to topics",
                        new TreeMap<>(),
                        subscriptions));
    }
}
