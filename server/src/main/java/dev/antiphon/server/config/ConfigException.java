package dev.antiphon.server.config;

/** A setting that stops the start. The message is the one line that the user reads. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message, null, false, false);
    }

    /**
     * @param where where the setting was given, such as {@code antiphon.yaml:3} or {@code --port}
     */
    public ConfigException(String where, String message) {
        this(where + ": " + message);
    }

    /** The line for the user. */
    public String line() {
        String message = getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
