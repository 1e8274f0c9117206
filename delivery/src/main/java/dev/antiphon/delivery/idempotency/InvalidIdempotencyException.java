package dev.antiphon.delivery.idempotency;

/** What is wrong with the tags that ask for idempotency, for whoever set them. */
public final class InvalidIdempotencyException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidIdempotencyException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
