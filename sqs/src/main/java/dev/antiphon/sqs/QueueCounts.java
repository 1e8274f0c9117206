package dev.antiphon.sqs;

/**
 * How many messages a queue has, by what keeps them. AWS calls these numbers approximate; ours are
 * exact.
 *
 * @param visible can be received now
 * @param inFlight were received and neither deleted nor returned yet
 * @param delayed cannot be received for the first time yet
 */
record QueueCounts(long visible, long inFlight, long delayed) {
    static final QueueCounts NONE = new QueueCounts(0, 0, 0);
}
