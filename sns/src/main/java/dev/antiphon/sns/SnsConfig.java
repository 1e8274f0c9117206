package dev.antiphon.sns;

/**
 * @param snsSignQueueMessages whether the messages that topics send to queues are signed as well. A
 *     signature takes about a millisecond of the partition's time, for each message published
 */
public record SnsConfig(boolean snsSignQueueMessages) {
    public static final SnsConfig DEFAULTS = new SnsConfig(false);
}
