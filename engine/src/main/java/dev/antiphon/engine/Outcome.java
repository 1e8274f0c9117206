package dev.antiphon.engine;

import java.time.Instant;

/** What a handler returns: an answer, or the wish to be run again. */
public sealed interface Outcome<O> {
    /** The operation is done; the answer is released once all that it saw and staged is durable. */
    record Reply<O>(O value) implements Outcome<O> {}

    /**
     * The operation has no answer yet: it is run again when the topic is signalled or at the
     * deadline, whichever is first. What it has staged so far stays staged. A long poll is this.
     *
     * @param topic compared by {@code equals}
     */
    record Wait<O>(Object topic, Instant deadline) implements Outcome<O> {}

    static <O> Outcome<O> reply(O value) {
        return new Reply<>(value);
    }

    static <O> Outcome<O> waitFor(Object topic, Instant deadline) {
        return new Wait<>(topic, deadline);
    }
}
