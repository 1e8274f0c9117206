package dev.antiphon.sns;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/** The tables of SNS: ids 40 to 59. */
final class SnsTables {
    private SnsTables() {}

    // Topics: 40 to 49. All rows of a topic are on its partition.

    static final Table<TopicArn, Topic> TOPICS =
            Table.of(40, "sns.topics", Family.STATE, TopicArn.CODEC, Topic.CODEC).publish();

    static final Table<SubscriptionArn, Subscription> SUBSCRIPTIONS =
            Table.of(
                            41,
                            "sns.subscriptions",
                            Family.STATE,
                            SubscriptionArn.CODEC,
                            Subscription.CODEC)
                    .publish();

    /** Those that were ended and can be taken up again, by who was told how. */
    static final Table<SubscriptionArn, Subscription> ENDED_SUBSCRIPTIONS =
            Table.of(
                    42,
                    "sns.ended-subscriptions",
                    Family.STATE,
                    SubscriptionArn.CODEC,
                    Subscription.CODEC);

    static final Table<Deduplication.Key, Deduplication.Original> DEDUPLICATIONS =
            Table.of(
                    43,
                    "sns.deduplications",
                    Family.STATE,
                    Deduplication.Key.CODEC,
                    Deduplication.Original.CODEC);

    /** Which stretches of the table above are in use. */
    static final Table<Deduplication.Bucket, Boolean> DEDUPLICATION_BUCKETS =
            Table.of(
                    44,
                    "sns.deduplication-buckets",
                    Family.STATE,
                    Deduplication.Bucket.CODEC,
                    RowCodec.PRESENCE);

    static final Table<Archive.Key, Message> ARCHIVE =
            Table.of(45, "sns.archive", Family.LOG, Archive.Key.CODEC, Message.CODEC);

    static final Table<SubscriptionArn, Replay> REPLAYS =
            Table.of(46, "sns.replays", Family.STATE, SubscriptionArn.CODEC, Replay.CODEC)
                    .publish();

    // Mobile push and text messages: 50 to 57.

    static final Table<PlatformApplicationArn, PlatformApplication> APPLICATIONS =
            Table.of(
                            50,
                            "sns.platform-applications",
                            Family.STATE,
                            PlatformApplicationArn.CODEC,
                            PlatformApplication.CODEC)
                    .publish();

    static final Table<PlatformEndpointArn, PlatformEndpoint> ENDPOINTS =
            Table.of(
                            51,
                            "sns.platform-endpoints",
                            Family.STATE,
                            PlatformEndpointArn.CODEC,
                            PlatformEndpoint.CODEC)
                    .publish();

    /** The id of the endpoint of an application that has a device's token. */
    static final Table<PlatformEndpoint.DeviceToken, String> DEVICE_TOKENS =
            Table.of(
                    52,
                    "sns.device-tokens",
                    Family.STATE,
                    PlatformEndpoint.DeviceToken.CODEC,
                    RowCodec.TEXT);

    static final Table<SmsAccount, SmsSettings> SMS_SETTINGS =
            Table.of(53, "sns.sms-settings", Family.STATE, SmsAccount.CODEC, SmsSettings.CODEC)
                    .publish();

    static final Table<SandboxNumber.Key, SandboxNumber> SANDBOX_NUMBERS =
            Table.of(
                            54,
                            "sns.sandbox-numbers",
                            Family.STATE,
                            SandboxNumber.Key.CODEC,
                            SandboxNumber.CODEC)
                    .publish();

    /** What would leave by a network that this server is not in, for those who look it up. */
    static final Table<Long, KeptMessage> KEPT_MESSAGES =
            Table.of(55, "sns.kept-messages", Family.LOG, KeyCodec.NUMBER, KeptMessage.CODEC)
                    .softRemovals();

    static final Table<String, SigningIdentity> SIGNING_IDENTITY =
            Table.of(58, "sns.signing-identity", Family.STATE, KeyCodec.TEXT, SigningIdentity.CODEC)
                    .publish();
}
