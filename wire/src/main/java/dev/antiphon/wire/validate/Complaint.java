package dev.antiphon.wire.validate;

import dev.antiphon.wire.codec.Type;
import dev.antiphon.wire.codec.Type.Kind;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.model.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;

/** AWS's words for what a value ought to be. */
final class Complaint {
    static final String NULL = "Member must not be null";

    private Complaint() {}

    /** Whether a value is as it ought to be. */
    static boolean none(Constraints constraints, Object value) {
        return constraints.none() || all(constraints, value).isEmpty();
    }

    /**
     * What a value ought to be and is not. The pattern comes before the length and the length
     * before the set of values, as in AWS's answers.
     */
    static List<String> all(Constraints constraints, Object value) {
        if (constraints.none()) {
            return List.of();
        }
        List<String> failures = new ArrayList<>(0);
        String what = value instanceof Number ? "value" : "length";
        double size = size(value);
        Long most = constraints.most();
        Long least = constraints.least();
        if (value instanceof String text && !constraints.matches(text)) {
            failures.add(pattern(constraints));
        }
        if (most != null && size > most) {
            failures.add(atMost(what, most));
        }
        if (least != null && size < least) {
            failures.add(atLeast(what, least));
        }
        if (value instanceof String text && !constraints.allows(text)) {
            failures.add(values(constraints));
        }
        return failures;
    }

    /** Everything that is asked of each value in a list or map. */
    static String ofEach(Type type, Constraints constraints) {
        String what = type instanceof Scalar scalar && isNumber(scalar.kind()) ? "value" : "length";
        List<String> texts = new ArrayList<>();
        Long most = constraints.most();
        Long least = constraints.least();
        if (most != null) {
            texts.add(atMost(what, most));
        }
        if (least != null) {
            texts.add(atLeast(what, least));
        }
        if (constraints.pattern() != null) {
            texts.add(pattern(constraints));
        }
        if (!constraints.values().isEmpty()) {
            texts.add(values(constraints));
        }
        texts.add(NULL);
        return texts.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String pattern(Constraints constraints) {
        return "Member must satisfy regular expression pattern: " + constraints.pattern();
    }

    private static String values(Constraints constraints) {
        return "Member must satisfy enum value set: " + constraints.values();
    }

    private static String atMost(String what, long most) {
        return "Member must have " + what + " less than or equal to " + most;
    }

    private static String atLeast(String what, long least) {
        return "Member must have " + what + " greater than or equal to " + least;
    }

    private static boolean isNumber(Kind kind) {
        return switch (kind) {
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, DECIMAL -> true;
            case STRING, BOOLEAN, INSTANT, BYTES -> false;
        };
    }

    private static double size(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case SdkBytes bytes -> bytes.asByteArrayUnsafe().length;
            case List<?> items -> items.size();
            case Map<?, ?> entries -> entries.size();
            case Number number -> number.doubleValue();
            default -> 0;
        };
    }
}
