package dev.antiphon.sqs;

import dev.antiphon.engine.KeyCodec;

/**
 * Where a message is kept.
 *
 * @param sequence rises with every message that the partition takes in: the order of sending
 */
record MessageKey(long queueId, long sequence) {
    static final KeyCodec<MessageKey> CODEC =
            KeyCodec.of(
                    (key, out) -> out.i64(key.queueId).i64(key.sequence),
                    in -> new MessageKey(in.i64(), in.i64()));

    /** Before all messages of a queue. */
    static MessageKey first(long queueId) {
        return new MessageKey(queueId, Long.MIN_VALUE);
    }

    /** Behind all messages of a queue. */
    static MessageKey end(long queueId) {
        return first(queueId + 1);
    }

    // Keys are hashed several times for every message; the default goes through a method handle.
    @Override
    public int hashCode() {
        return Long.hashCode(queueId * 31 + sequence);
    }
}
