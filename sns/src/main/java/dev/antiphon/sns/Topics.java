package dev.antiphon.sns;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a partition, as their rows make them. Operations enter through {@link #of}, time
 * through {@link #wake}.
 */
final class Topics implements Shard {
    static final ShardKey<Topics> KEY = new ShardKey<>("sns", Topics::new);

    private final Map<TopicArn, LiveTopic> byArn = new TreeMap<>();
    private final Map<Long, LiveTopic> byId = new HashMap<>();
    private final TreeSet<Long> kept = new TreeSet<>();

    /** Those in which something is due at some time, by that time. */
    private final TreeSet<LiveTopic> schedule =
            new TreeSet<>(
                    Comparator.<LiveTopic>comparingLong(topic -> topic.scheduled)
                            .thenComparingLong(topic -> topic.definition().topicId()));

    /**
     * @throws dev.antiphon.api.AwsException NotFound
     */
    static LiveTopic of(Tx tx, TopicArn arn) {
        LiveTopic topic = find(tx, arn);
        if (topic == null) {
            throw SnsErrors.topicDoesNotExist();
        }
        return topic;
    }

    /** A topic, or null if there is none such in this partition. */
    static @Nullable LiveTopic find(Tx tx, TopicArn arn) {
        return tx.shard(KEY).byArn.get(arn);
    }

    static Collection<LiveTopic> all(Tx tx) {
        return tx.shard(KEY).byArn.values();
    }

    /** The numbers of the messages that are kept for those who look them up, the oldest first. */
    static NavigableSet<Long> kept(Tx tx) {
        return tx.shard(KEY).kept;
    }

    @Override
    public void observe(Observers observers) {
        observers.follow(
                SnsTables.TOPICS,
                new RowObserver<>() {
                    @Override
                    public void put(TopicArn arn, Topic definition) {
                        LiveTopic topic = byArn.get(arn);
                        if (topic == null) {
                            LiveTopic created = new LiveTopic(definition);
                            byArn.put(arn, created);
                            byId.put(definition.topicId(), created);
                        } else {
                            topic.redefine(definition);
                        }
                    }

                    @Override
                    public void deleted(TopicArn arn) {
                        LiveTopic topic = byArn.remove(arn);
                        if (topic != null) {
                            byId.remove(topic.definition().topicId());
                            schedule.remove(topic);
                        }
                    }
                });
        observers.follow(
                SnsTables.SUBSCRIPTIONS,
                new RowObserver<>() {
                    @Override
                    public void put(SubscriptionArn arn, Subscription definition) {
                        LiveTopic topic = byArn.get(arn.topic());
                        if (topic != null) {
                            topic.put(definition);
                        }
                    }

                    @Override
                    public void deleted(SubscriptionArn arn) {
                        LiveTopic topic = byArn.get(arn.topic());
                        if (topic != null) {
                            topic.remove(arn.id());
                        }
                    }
                });
        observers.follow(
                SnsTables.REPLAYS,
                new RowObserver<>() {
                    @Override
                    public void put(SubscriptionArn arn, Replay replay) {
                        LiveTopic topic = byArn.get(arn.topic());
                        if (topic != null) {
                            topic.put(arn.id(), replay);
                            reschedule(topic);
                        }
                    }

                    @Override
                    public void deleted(SubscriptionArn arn) {
                        LiveTopic topic = byArn.get(arn.topic());
                        if (topic != null) {
                            topic.removeReplay(arn.id());
                            reschedule(topic);
                        }
                    }
                });
        observers.follow(SnsTables.DEDUPLICATION_BUCKETS, new BucketRows());
        observers.follow(
                SnsTables.KEPT_MESSAGES,
                new RowObserver<>() {
                    @Override
                    public void put(Long number, KeptMessage message) {
                        kept.add(number);
                    }

                    @Override
                    public void deleted(Long number) {
                        kept.remove(number);
                    }
                });
    }

    private final class BucketRows implements RowObserver<Deduplication.Bucket, Boolean> {
        @Override
        public void put(Deduplication.Bucket key, Boolean value) {
            LiveTopic topic = byId.get(key.topicId());
            if (topic != null) {
                topic.deduplicationBuckets().add(key.number());
                reschedule(topic);
            }
        }

        @Override
        public void deleted(Deduplication.Bucket key) {
            throw new UnsupportedOperationException("buckets are removed as ranges");
        }

        @Override
        public void rangeDeleted(Deduplication.Bucket from, Deduplication.Bucket to) {
            LiveTopic topic = byId.get(from.topicId());
            if (topic != null) {
                topic.deduplicationBuckets().subSet(from.number(), to.number()).clear();
                reschedule(topic);
            }
        }
    }

    private void reschedule(LiveTopic topic) {
        schedule.remove(topic);
        topic.scheduled = nextDue(topic);
        if (topic.scheduled != Long.MAX_VALUE) {
            schedule.add(topic);
        }
    }

    private static long nextDue(LiveTopic topic) {
        long due = Long.MAX_VALUE;
        if (!topic.deduplicationBuckets().isEmpty()) {
            due = bucket(topic).over();
        }
        for (Replay replay : topic.replays().values()) {
            due = Math.min(due, replay.due());
        }
        return due;
    }

    private static Deduplication.Bucket bucket(LiveTopic topic) {
        return new Deduplication.Bucket(
                topic.definition().topicId(), topic.deduplicationBuckets().first());
    }

    @Override
    public Instant nextWake() {
        return schedule.isEmpty() ? Instant.MAX : Instant.ofEpochMilli(schedule.first().scheduled);
    }

    /** Does one thing that is due in the topic where something has been due the longest. */
    @Override
    public void wake(Tx tx) {
        long now = tx.now().toEpochMilli();
        LiveTopic topic = schedule.isEmpty() ? null : schedule.first();
        if (topic == null || topic.scheduled > now) {
            return;
        }
        for (Map.Entry<String, Replay> each : topic.replays().entrySet()) {
            LiveSubscription subscription = topic.subscription(each.getKey());
            if (each.getValue().due() <= now && subscription != null) {
                each.getValue().slice(tx, topic, subscription);
                return;
            }
        }
        if (!topic.deduplicationBuckets().isEmpty() && bucket(topic).over() <= now) {
            Deduplication.forget(tx, bucket(topic));
        }
    }
}
