package dev.antiphon.delivery;

/**
 * Who sends a delivery.
 *
 * @param arn of the rule, subscription, schedule; what listings and dead letters name
 */
public record Origin(Kind kind, String arn) {
    /** The codes are part of the format on disk. */
    public enum Kind {
        /** A rule of an event bus. */
        RULE(1),
        /** A subscription to a topic. */
        SUBSCRIPTION(2),
        /** A schedule of EventBridge Scheduler. */
        SCHEDULE(3),
        /** A delivery that was given up, on its way to its dead-letter queue. */
        DEAD_LETTER(4),
        /** A service, or a part of one, with something to tell: an event of its own. */
        SERVICE(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of origin has the code " + code);
        }
    }
}
