package dev.antiphon.delivery.idempotency;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a function is to succeed at most once per key within a window: an option on what calls it,
 * set by tags, since every SDK and every tool for infrastructure can set these.
 *
 * @param key what the key is of an event or record
 * @param window how long a success is remembered
 * @param required whether what has no key is refused
 */
public record Idempotency(KeyExpression key, Duration window, boolean required) {
    /** The tag that asks for it: a JMESPath. */
    public static final String KEY = "antiphon:idempotency-key";

    /** The tag for the window, in seconds. */
    public static final String WINDOW = "antiphon:idempotency-window";

    /** The tag that says whether there must be a key. */
    public static final String REQUIRED = "antiphon:idempotency-required";

    private static final String PREFIX = "antiphon:idempotency-";
    private static final List<String> TAGS = List.of(KEY, WINDOW, REQUIRED);

    /** As Powertools remembers. */
    private static final long USUAL_WINDOW = 3_600;

    private static final long LONGEST_WINDOW = 31_536_000;

    /**
     * What tags ask for; null if that is nothing, or nothing that can be had: they may have been
     * set before they meant something.
     */
    public static @Nullable Idempotency of(Map<String, String> tags) {
        try {
            return parse(tags);
        } catch (InvalidIdempotencyException e) {
            return null;
        }
    }

    /**
     * @throws InvalidIdempotencyException if tags ask for what cannot be had
     */
    public static void check(Map<String, String> tags) throws InvalidIdempotencyException {
        parse(tags);
    }

    private static @Nullable Idempotency parse(Map<String, String> tags)
            throws InvalidIdempotencyException {
        for (String name : tags.keySet()) {
            if (name.startsWith(PREFIX) && !TAGS.contains(name)) {
                throw new InvalidIdempotencyException(
                        "There is no tag " + name + ", only " + String.join(", ", TAGS) + ".");
            }
        }
        Duration window = window(tags.get(WINDOW));
        boolean required = required(tags.get(REQUIRED));
        String key = tags.get(KEY);
        return key == null ? null : new Idempotency(KeyExpression.parse(key), window, required);
    }

    private static Duration window(@Nullable String text) throws InvalidIdempotencyException {
        if (text == null) {
            return Duration.ofSeconds(USUAL_WINDOW);
        }
        long seconds = text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
        if (seconds < 1 || seconds > LONGEST_WINDOW) {
            throw new InvalidIdempotencyException(
                    "The tag "
                            + WINDOW
                            + " must be a number of seconds from 1 to "
                            + LONGEST_WINDOW
                            + ", not '"
                            + text
                            + "'.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static boolean required(@Nullable String text) throws InvalidIdempotencyException {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new InvalidIdempotencyException(
                            "The tag " + REQUIRED + " must be true or false, not '" + text + "'.");
        };
    }
}
