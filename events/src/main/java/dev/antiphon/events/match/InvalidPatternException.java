package dev.antiphon.events.match;

/** What is wrong with a pattern, in the ruler's words, which are AWS's. */
public final class InvalidPatternException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidPatternException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
