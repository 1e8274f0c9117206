package dev.antiphon.wire.validate;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.Field;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.codec.Structure;
import dev.antiphon.wire.codec.Type;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import dev.antiphon.wire.model.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The manner of most services: every constraint that does not hold, in one message. A value's
 * pattern comes before its length and its length before its set of values, as in AWS's answers.
 */
final class CoralValidation implements Validation {
    private final String code;

    CoralValidation(String code) {
        this.code = code;
    }

    @Override
    public void check(OperationShapes operation, SdkPojo input) {
        List<String> found = new ArrayList<>();
        structure(operation.input(), input, "", found);
        if (!found.isEmpty()) {
            String count =
                    found.size() == 1 ? "1 validation error" : found.size() + " validation errors";
            throw AwsException.sender(code, count + " detected: " + String.join("; ", found));
        }
    }

    private static void structure(
            Structure structure, SdkPojo value, String place, List<String> found) {
        for (Field field : structure.fields()) {
            Object member = field.get(value);
            String at = place + lowered(field.name());
            if (member != null) {
                value(field.type(), member, at, found);
            } else if (field.required()) {
                found.add(
                        "Value null at '"
                                + at
                                + "' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private static void value(Type type, Object value, String at, List<String> found) {
        switch (type) {
            case Scalar scalar ->
                    failures(scalar.constraints(), value)
                            .forEach(f -> found.add(said(value, at, f)));
            case Structure structure -> structure(structure, (SdkPojo) value, at + ".", found);
            case Sequence sequence -> {
                List<?> items = (List<?>) value;
                failures(sequence.constraints(), items).forEach(f -> found.add(said(value, at, f)));
                items(sequence, items, at, found);
            }
            case Mapping mapping -> {
                Map<?, ?> entries = (Map<?, ?>) value;
                failures(mapping.constraints(), entries)
                        .forEach(f -> found.add(said(value, at, f)));
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    if (!failures(mapping.keys(), entry.getKey()).isEmpty()) {
                        found.add(
                                said(
                                        value,
                                        at,
                                        "Map keys must satisfy constraint: "
                                                + all(mapping.keys())));
                        break;
                    }
                }
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    if (mapping.value() instanceof Scalar scalar) {
                        if (!failures(scalar.constraints(), entry.getValue()).isEmpty()) {
                            found.add(
                                    said(
                                            value,
                                            at,
                                            "Map value must satisfy constraint: "
                                                    + all(scalar.constraints())));
                            break;
                        }
                    } else {
                        value(
                                mapping.value(),
                                entry.getValue(),
                                at + "." + entry.getKey() + ".member",
                                found);
                    }
                }
            }
        }
    }

    /** A bad value in a list is a fault of the list; a bad member of a structure is its own. */
    private static void items(Sequence sequence, List<?> items, String at, List<String> found) {
        if (sequence.member() instanceof Scalar scalar) {
            if (items.stream().anyMatch(item -> !failures(scalar.constraints(), item).isEmpty())) {
                found.add(
                        said(
                                items,
                                at,
                                "Member must satisfy constraint: " + all(scalar.constraints())));
            }
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            value(sequence.member(), items.get(i), at + "." + (i + 1) + ".member", found);
        }
    }

    private static String said(Object value, String at, String failure) {
        return "Value '"
                + Shown.of(value)
                + "' at '"
                + at
                + "' failed to satisfy constraint: "
                + failure;
    }

    private static String lowered(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Everything that is asked of the values of a list or map. */
    private static String all(Constraints constraints) {
        List<String> texts = new ArrayList<>();
        Long most = constraints.most();
        Long least = constraints.least();
        if (most != null) {
            texts.add("Member must have length less than or equal to " + most);
        }
        if (least != null) {
            texts.add("Member must have length greater than or equal to " + least);
        }
        if (constraints.pattern() != null) {
            texts.add("Member must satisfy regular expression pattern: " + constraints.pattern());
        }
        if (!constraints.values().isEmpty()) {
            texts.add(values(constraints));
        }
        texts.add("Member must not be null");
        return texts.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String values(Constraints constraints) {
        return "Member must satisfy enum value set: " + constraints.values();
    }

    /** What a value fails to be. */
    private static List<String> failures(Constraints constraints, Object value) {
        if (constraints.none()) {
            return List.of();
        }
        List<String> failures = new ArrayList<>();
        if (constraints.pattern() != null
                && value instanceof String text
                && !constraints.pattern().matcher(text).matches()) {
            failures.add(
                    "Member must satisfy regular expression pattern: " + constraints.pattern());
        }
        String what = value instanceof Number ? "value" : "length";
        double size = size(value);
        Long most = constraints.most();
        if (most != null && size > most) {
            failures.add("Member must have " + what + " less than or equal to " + most);
        }
        Long least = constraints.least();
        if (least != null && size < least) {
            failures.add("Member must have " + what + " greater than or equal to " + least);
        }
        if (!constraints.values().isEmpty()
                && value instanceof String text
                && !constraints.values().contains(text)) {
            failures.add(values(constraints));
        }
        return failures;
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
