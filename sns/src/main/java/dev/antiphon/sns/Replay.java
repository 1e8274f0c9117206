package dev.antiphon.sns;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay of archived messages to one subscription, and how far it is. While it runs the
 * subscription gets no new messages: they are archived, so it will come to them, in their order.
 * The operation that finds the end of the archive also lets it get the new ones, so that none is
 * missed or comes twice.
 *
 * @param next where in the archive it goes on
 * @param to the time of the last message it wants, or null
 * @param begun when the policy was set
 */
record Replay(Status status, Archive.Key next, @Nullable Instant to, Instant begun) {
    /** Messages of one operation. */
    private static final int SLICE = 100;

    /** The codes are part of the format on disk. */
    enum Status {
        PENDING(0, "Pending"),
        IN_PROGRESS(1, "In progress"),
        /** It has come to the present, and the last message that it wants lies in the future. */
        FOLLOWING(2, "In progress"),
        COMPLETED(3, "Completed");

        private final int code;
        private final String text;

        Status(int code, String text) {
            this.code = code;
            this.text = text;
        }

        private static Status of(int code) {
            for (Status status : values()) {
                if (status.code == code) {
                    return status;
                }
            }
            throw new IllegalArgumentException("no status has the code " + code);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static final RowCodec<Replay> CODEC = new Codec();

    static Replay begin(Topic topic, ReplayPolicy policy, Instant now) {
        return new Replay(
                Status.PENDING, Archive.Key.from(topic.topicId(), policy.from()), policy.to(), now);
    }

    /** Whether the subscription gets no new messages. */
    boolean holdsBack() {
        return switch (status) {
            case PENDING, IN_PROGRESS -> true;
            case FOLLOWING -> false;
            case COMPLETED -> to != null;
        };
    }

    /** Whether a message is later than the last one that the subscription wants. */
    boolean excludes(Message message) {
        return to != null && message.published().isAfter(to);
    }

    /** When it goes on, in milliseconds of the epoch. */
    long due() {
        return switch (status) {
            case PENDING, IN_PROGRESS -> 0;
            case FOLLOWING -> to == null ? Long.MAX_VALUE : to.toEpochMilli() + 1;
            case COMPLETED -> Long.MAX_VALUE;
        };
    }

    private Replay with(Status changed, Archive.Key at) {
        return new Replay(changed, at, to, begun);
    }

    /** Goes on for a slice. */
    void slice(Tx tx, LiveTopic topic, LiveSubscription subscription) {
        SubscriptionArn arn = subscription.definition().arn();
        if (status == Status.FOLLOWING) {
            tx.put(SnsTables.REPLAYS, arn, with(Status.COMPLETED, next));
            return;
        }
        Archive.Key at = next;
        int seen = 0;
        boolean over = false;
        try (var rows =
                tx.scan(SnsTables.ARCHIVE, next, Archive.Key.last(topic.definition().topicId()))) {
            while (seen < SLICE && !over && rows.next()) {
                Message message = rows.value();
                over = excludes(message);
                if (!over) {
                    seen++;
                    at = rows.key().next();
                    if (wanted(subscription, message)) {
                        FanOut.replay(tx, topic, message, subscription, begun);
                    }
                }
            }
        }
        tx.put(SnsTables.REPLAYS, arn, with(after(tx, seen == SLICE, over), at));
    }

    private Status after(Tx tx, boolean more, boolean over) {
        if (more && !over) {
            return Status.IN_PROGRESS;
        }
        boolean future = !over && to != null && to.isAfter(tx.now());
        return future ? Status.FOLLOWING : Status.COMPLETED;
    }

    private static boolean wanted(LiveSubscription subscription, Message message) {
        FilterPolicy filter = subscription.filter();
        if (filter == null) {
            return true;
        }
        FilterIndex index = new FilterIndex();
        index.add(subscription.id(), filter);
        return !index.matching(message).isEmpty();
    }

    private static final class Codec implements RowCodec<Replay> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Replay replay, RowWriter out) {
            out.u8(replay.status.code)
                    .i64(replay.next.topicId())
                    .i64(replay.next.millis())
                    .i64(replay.next.sequence());
            Instant to = replay.to;
            out.bool(to != null);
            if (to != null) {
                out.i64(to.toEpochMilli());
            }
            out.varint(replay.begun.toEpochMilli());
        }

        @Override
        public Replay read(int version, RowReader in) {
            return new Replay(
                    Status.of(in.u8()),
                    new Archive.Key(in.i64(), in.i64(), in.i64()),
                    in.bool() ? Instant.ofEpochMilli(in.i64()) : null,
                    Instant.ofEpochMilli(in.varint()));
        }
    }
}
