package dev.antiphon.sqs;

/** What a message may be. */
final class MessageRules {
    /** 1 MiB, for a message as for a batch. */
    static final int LARGEST_MESSAGE = 1 << 20;

    private MessageRules() {}
}
