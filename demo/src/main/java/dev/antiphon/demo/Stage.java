package dev.antiphon.demo;

/** Where an order is, for all that is known. */
enum Stage {
    /** Its partner has not had an answer yet. */
    SENT,

    /** Acknowledged to its partner. */
    RECEIVED,

    /** Valid, and its store has not taken it yet. */
    ACCEPTED,

    COOKING,

    /** Ready, and its driver is not there. */
    WAITING,

    RELEASED,
    REFUSED,
    CANCELLED,

    /** In the dead-letter queue. */
    FAILED,

    /** In the dead-letter queue, to stay there: there is nothing to be repaired. */
    GIVEN_UP;

    static Stage of(OrderEvent.Type outcome) {
        return switch (outcome) {
            case RELEASED -> RELEASED;
            case REFUSED -> REFUSED;
            case CANCELLED -> CANCELLED;
            case PLACED, ACCEPTED, COOKING ->
                    throw new IllegalArgumentException(outcome + " is no outcome");
        };
    }

    boolean isEnd() {
        return switch (this) {
            case RELEASED, REFUSED, CANCELLED, GIVEN_UP -> true;
            case SENT, RECEIVED, ACCEPTED, COOKING, WAITING, FAILED -> false;
        };
    }
}
