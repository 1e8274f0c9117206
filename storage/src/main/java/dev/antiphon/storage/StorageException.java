package dev.antiphon.storage;

/** The disk is full, broken or gone: a write could not be made durable. */
public final class StorageException extends Exception {
    private static final long serialVersionUID = 1;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    public StorageException(String message) {
        super(message);
    }
}
