package dev.antiphon.sns;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;

/**
 * The messages that a FIFO topic keeps for replays, in the order of their times. They are swept out
 * once an hour, so that one is kept up to an hour longer than the policy says.
 */
final class Archive implements TimerHandler {
    static final String NAME = "sns.sweep-archive";

    private static final Duration SWEEP = Duration.ofHours(1);

    /** A message of a topic. */
    record Key(long topicId, long millis, long sequence) {
        static final KeyCodec<Key> CODEC =
                KeyCodec.of(
                        (key, out) -> out.i64(key.topicId).i64(key.millis).i64(key.sequence),
                        in -> new Key(in.i64(), in.i64(), in.i64()));

        /** Before all messages of a topic from a time on. */
        static Key from(long topicId, Instant time) {
            return new Key(topicId, time.toEpochMilli(), 0);
        }

        static Key first(long topicId) {
            return new Key(topicId, Long.MIN_VALUE, 0);
        }

        static Key last(long topicId) {
            return new Key(topicId, Long.MAX_VALUE, 0);
        }

        Key next() {
            return new Key(topicId, millis, sequence + 1);
        }
    }

    static void add(Tx tx, Topic topic, Message message) {
        tx.put(
                SnsTables.ARCHIVE,
                new Key(topic.topicId(), message.published().toEpochMilli(), message.sequence()),
                message);
    }

    /** Follows a change of a topic's policy. */
    static void follow(Tx tx, Topic before, Topic after) {
        boolean was = before.attributes().archived() != null;
        boolean is = after.attributes().archived() != null;
        if (is && !was) {
            begin(tx, after);
        } else if (was && !is) {
            forgetAll(tx, after.topicId());
        }
    }

    static void begin(Tx tx, Topic topic) {
        tx.setTimer(new Timer(NAME, tx.now().plus(SWEEP), topic.arn().toString()));
    }

    static void forgetAll(Tx tx, long topicId) {
        tx.deleteRange(SnsTables.ARCHIVE, Key.first(topicId), Key.last(topicId));
    }

    @Override
    public void fire(Tx tx, Timer timer) {
        TopicArn arn = TopicArn.parse(timer.key());
        LiveTopic topic = arn == null ? null : Topics.find(tx, arn);
        Duration kept = topic == null ? null : topic.definition().attributes().archived();
        if (topic == null || kept == null) {
            return;
        }
        long id = topic.definition().topicId();
        tx.deleteRange(SnsTables.ARCHIVE, Key.first(id), Key.from(id, tx.now().minus(kept)));
        begin(tx, topic.definition());
    }
}
