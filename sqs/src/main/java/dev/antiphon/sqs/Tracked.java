package dev.antiphon.sqs;

/**
 * A message that the index must know one by one, since it is delayed or was received. The others,
 * which may be millions, are a number in a {@link Line}.
 *
 * @param <L> the kind of lane that the queue's messages wait in
 */
final class Tracked<L> {
    enum State {
        /** Not to be received for the first time yet. */
        DELAYED,
        /** Received, and neither deleted nor visible again. */
        IN_FLIGHT,
        /** Received, and visible again. */
        RETURNED
    }

    final L lane;
    State state;

    /** When this state began, in milliseconds: when it was sent or received. */
    long since;

    /** When it becomes visible. */
    long until;

    Tracked(L lane, State state, long since, long until) {
        this.lane = lane;
        this.state = state;
        this.since = since;
        this.until = until;
    }
}
