package dev.antiphon.engine;

/** Why the engine itself could not carry an operation out. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kinds of failure, for the edge to turn into AWS's errors. */
    public enum Reason {
        /** The mailbox or the unsent bytes are at their bound: try again later. */
        OVERLOADED,
        /**
         * The storage did not take the change; whether it will be there after a restart is unknown.
         */
        NOT_DURABLE,
        /** The storage takes no changes at present (disk full, I/O error): nothing was changed. */
        READ_ONLY,
        /** The node is stopping. */
        STOPPING
    }

    private final Reason reason;

    public EngineException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
