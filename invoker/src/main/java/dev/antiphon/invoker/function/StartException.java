package dev.antiphon.invoker.function;

/** A process could not be started, for a reason that the user is to know. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    private final String kind;

    /**
     * @param kind as in the {@code errorType} of what the caller gets
     */
    StartException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
