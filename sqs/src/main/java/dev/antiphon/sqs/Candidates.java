package dev.antiphon.sqs;

/**
 * The messages that a receive may take now, the one to take first, first. A view of the index: it
 * ends with the index's next change.
 */
interface Candidates {
    /** The next message's sequence, or {@link Line#NONE}. */
    long next();
}
