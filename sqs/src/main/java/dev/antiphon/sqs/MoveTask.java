package dev.antiphon.sqs;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Moves the messages of a dead-letter queue to another queue, from the oldest on: those that were
 * there when it began, so that a message that fails again is not moved for ever. It works in slices
 * as time and rate allow; its row says how far it is, so that it survives a restart. Messages in
 * flight or delayed stay.
 *
 * @param destination null if every message goes back to the queue that gave it up
 * @param rate messages a second, or 0 if nothing was said
 * @param toMove how many messages could be received when it began
 * @param next the sequence from which it goes on
 * @param end the sequence at which it ends
 * @param nextSlice when it goes on
 */
record MoveTask(
        Key key,
        QueueArn source,
        @Nullable QueueArn destination,
        int rate,
        Status status,
        Instant started,
        long moved,
        long toMove,
        long next,
        long end,
        Instant nextSlice,
        @Nullable String failureReason) {

    static final int HIGHEST_RATE = 500;
    private static final int MESSAGES_A_SLICE = 500;
    private static final int ROWS_A_SLICE = 1000;
    private static final long BYTES_A_SLICE = 8 << 20;

    /** Where a task stands, in AWS's words. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED;

        boolean active() {
            return this == RUNNING || this == CANCELLING;
        }
    }

    /**
     * @param queueId of the source
     * @param number rises from task to task
     */
    record Key(long queueId, long number) {
        static final KeyCodec<Key> CODEC =
                KeyCodec.of(
                        (key, out) -> out.i64(key.queueId).i64(key.number),
                        in -> new Key(in.i64(), in.i64()));

        static Key first(long queueId) {
            return new Key(queueId, Long.MIN_VALUE);
        }

        static Key end(long queueId) {
            return first(queueId + 1);
        }
    }

    static final RowCodec<MoveTask> CODEC = new Codec();

    MoveTask cancelling() {
        return with(Status.CANCELLING, moved, next, nextSlice, null);
    }

    /** Does what may be done now. */
    void slice(Tx tx, LiveQueue queue) {
        if (status == Status.CANCELLING) {
            tx.put(SqsTables.MOVE_TASKS, key, with(Status.CANCELLED, moved, next, nextSlice, null));
            return;
        }
        int most = rate == 0 ? MESSAGES_A_SLICE : Math.max(1, rate / 10);
        int count = 0;
        int rows = 0;
        long bytes = 0;
        MessageKey from = new MessageKey(key.queueId, next);
        MessageKey to = new MessageKey(key.queueId, end);
        try (Scan<MessageKey, StoredMessage> scan = tx.scan(SqsTables.MESSAGES, from, to)) {
            while (scan.next()) {
                MessageKey at = scan.key();
                if (count == most || rows == ROWS_A_SLICE || bytes > BYTES_A_SLICE) {
                    pause(tx, count, at.sequence());
                    return;
                }
                rows++;
                if (!queue.messages().visible(at.sequence())) {
                    continue;
                }
                StoredMessage message = scan.value();
                bytes += message.bytes();
                QueueArn target = destination == null ? source(message) : destination;
                if (target == null) {
                    fail(tx, count, at.sequence(), "CouldNotDetermineMessageSource");
                    return;
                }
                if (tx.catalog(SqsTables.QUEUES).get(target) == null) {
                    fail(tx, count, at.sequence(), "AWS.SimpleQueueService.NonExistentQueue");
                    return;
                }
                Messages.remove(tx, queue, at, message);
                Parcel.redriven(source, message).send(tx, target);
                count++;
            }
        }
        tx.put(
                SqsTables.MOVE_TASKS,
                key,
                with(Status.COMPLETED, moved + count, end, nextSlice, null));
    }

    private void pause(Tx tx, int count, long at) {
        Duration pause = rate == 0 ? Duration.ZERO : Duration.ofMillis(1000L * count / rate);
        tx.put(
                SqsTables.MOVE_TASKS,
                key,
                with(Status.RUNNING, moved + count, at, tx.now().plus(pause), null));
    }

    private void fail(Tx tx, int count, long at, String reason) {
        tx.put(
                SqsTables.MOVE_TASKS,
                key,
                with(Status.FAILED, moved + count, at, nextSlice, reason));
    }

    private static @Nullable QueueArn source(StoredMessage message) {
        String arn = message.deadLetterSource();
        return arn == null ? null : QueueArn.parse(arn);
    }

    private MoveTask with(
            Status newStatus,
            long newMoved,
            long newNext,
            Instant newNextSlice,
            @Nullable String newFailureReason) {
        return new MoveTask(
                key,
                source,
                destination,
                rate,
                newStatus,
                started,
                newMoved,
                toMove,
                newNext,
                end,
                newNextSlice,
                newFailureReason);
    }

    private static final class Codec implements RowCodec<MoveTask> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(MoveTask task, RowWriter out) {
            out.i64(task.key.queueId).i64(task.key.number);
            out.text(task.source.toString());
            out.optionalText(task.destination == null ? null : task.destination.toString());
            out.varint(task.rate).text(task.status.name());
            out.varint(task.started.toEpochMilli());
            out.varint(task.moved).varint(task.toMove).i64(task.next).i64(task.end);
            out.varint(task.nextSlice.toEpochMilli());
            out.optionalText(task.failureReason);
        }

        @Override
        public MoveTask read(int version, RowReader in) {
            Key key = new Key(in.i64(), in.i64());
            QueueArn source = arn(in.text());
            String destination = in.optionalText();
            return new MoveTask(
                    key,
                    source,
                    destination == null ? null : arn(destination),
                    (int) in.varint(),
                    Status.valueOf(in.text()),
                    Instant.ofEpochMilli(in.varint()),
                    in.varint(),
                    in.varint(),
                    in.i64(),
                    in.i64(),
                    Instant.ofEpochMilli(in.varint()),
                    in.optionalText());
        }

        private static QueueArn arn(String text) {
            QueueArn arn = QueueArn.parse(text);
            if (arn == null) {
                throw new IllegalStateException("a move task names " + text);
            }
            return arn;
        }
    }
}
