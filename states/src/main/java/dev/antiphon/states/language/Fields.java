package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a definition. A reader asks for each that it knows, and finally
 * {@linkplain #refuseOthers refuses} those that it never asked for; so what is read and what is
 * supported can't differ.
 *
 * <p>What is missing or of a wrong type is reported when it is asked for; a required field is then
 * answered by something harmless, for nothing of a definition with an error is ever run.
 */
final class Fields {
    private final ObjectNode node;
    private final String location;
    private final Findings findings;
    private final Set<String> asked = new HashSet<>();

    Fields(ObjectNode node, String location, Findings findings) {
        this.node = node;
        this.location = location;
        this.findings = findings;
    }

    ObjectNode node() {
        return node;
    }

    String location() {
        return location;
    }

    String locationOf(String field) {
        return location.equals("/") ? location + field : location + "/" + field;
    }

    Findings findings() {
        return findings;
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** Reports the missing ones in one sentence. */
    void require(String... names) {
        List<String> missing = Arrays.stream(names).filter(name -> !node.has(name)).toList();
        if (!missing.isEmpty()) {
            findings.schema("These fields are required: " + missing, location);
        }
    }

    /** The field as it is, a JSON null too; or null where there is none. */
    @Nullable JsonNode any(String field) {
        asked.add(field);
        return node.get(field);
    }

    @Nullable String text(String field) {
        JsonNode value = any(field);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        wrong(field, "String");
        return null;
    }

    /** The text of a field that {@link #require} was told of. */
    String requiredText(String field) {
        String text = text(field);
        return text == null ? "" : text;
    }

    @Nullable ObjectNode object(String field) {
        JsonNode value = any(field);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value != null) {
            wrong(field, "Object");
        }
        return null;
    }

    /** The fields of an object in this one. */
    @Nullable Fields fields(String field) {
        ObjectNode object = object(field);
        return object == null ? null : new Fields(object, locationOf(field), findings);
    }

    @Nullable ArrayNode array(String field) {
        JsonNode value = any(field);
        if (value instanceof ArrayNode array) {
            return array;
        }
        if (value != null) {
            wrong(field, "Array");
        }
        return null;
    }

    /** The objects in an array, each with its place such as {@code Catch[1]}. */
    void eachObject(String field, BiConsumer<Fields, String> reader) {
        ArrayNode array = array(field);
        if (array == null) {
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            String place = field + "[" + i + "]";
            if (array.get(i) instanceof ObjectNode object) {
                reader.accept(new Fields(object, locationOf(place), findings), place);
            } else {
                findings.schema("Expected value of type Object", locationOf(place));
            }
        }
    }

    boolean flag(String field) {
        JsonNode value = any(field);
        if (value != null && !value.isBoolean()) {
            wrong(field, "Boolean");
        }
        return value != null && value.booleanValue();
    }

    /** A whole number within bounds. */
    @Nullable Long whole(String field, long least, long most) {
        JsonNode value = any(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            wrong(field, "Integer");
            return null;
        }
        return within(field, value.doubleValue(), least, most) ? value.longValue() : null;
    }

    boolean within(String field, double value, long least, long most) {
        if (value < least) {
            findings.schema("Value is less than the minimum value of " + least, locationOf(field));
        } else if (value > most) {
            findings.schema(
                    "Value is greater than the maximum value of " + most, locationOf(field));
        }
        return value >= least && value <= most;
    }

    /** One of some words. */
    @Nullable String word(String field, String... words) {
        String text = text(field);
        if (text == null || Arrays.asList(words).contains(text)) {
            return text;
        }
        findings.schema("Value is not one of " + Arrays.toString(words), locationOf(field));
        return null;
    }

    /** Reports where more than one of these is given: they are ways to say the same. */
    void atMostOne(String... names) {
        List<String> given = Arrays.stream(names).filter(node::has).toList();
        if (given.size() > 1) {
            findings.schema("Only one of these fields is allowed: " + given, location);
        }
    }

    /** Reports the fields that nobody asked for. */
    void refuseOthers() {
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!asked.contains(name)) {
                        findings.schema("Field '" + name + "' is not supported", location);
                    }
                });
    }

    void wrong(String field, String type) {
        findings.schema("Expected value of type " + type, locationOf(field));
    }
}
