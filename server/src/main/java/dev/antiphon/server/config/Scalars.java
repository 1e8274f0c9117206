package dev.antiphon.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types that a single setting may have, and how each is written. */
final class Scalars {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private Scalars() {}

    /**
     * @throws IllegalArgumentException whose message says how values of that type are written
     */
    static Object read(Class<?> type, String text) {
        try {
            if (type == String.class) {
                return text;
            }
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number", e);
        }
        if (type == boolean.class || type == Boolean.class) {
            return flag(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        throw new IllegalStateException("no setting can be of " + type);
    }

    /** How a default is written. */
    static String write(Object value) {
        return switch (value) {
            case Enum<?> constant -> spell(constant);
            case Duration duration ->
                    duration.toMillis() % 1000 == 0
                            ? duration.toSeconds() + "s"
                            : duration.toMillis() + "ms";
            default -> value.toString();
        };
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the name of a file or folder", e);
        }
        throw new IllegalArgumentException("must be the name of a file or folder");
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "must be a time such as 500ms, 30s, 5m, 2h or 1d", e);
            }
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Object constant(Class<?> type, String text) {
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (spell((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                Arrays.stream(constants)
                        .map(constant -> spell((Enum<?>) constant))
                        .collect(Collectors.joining(" or ", "must be ", "")));
    }

    private static String spell(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
