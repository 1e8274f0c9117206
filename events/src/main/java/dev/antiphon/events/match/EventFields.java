package dev.antiphon.events.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an event by their paths: names joined by dots, arrays skipped, so that a field
 * inside of an array has several values. Each value knows which elements of which arrays it is in:
 * a pattern that asks for several fields of an array's elements wants them in the same element.
 */
public final class EventFields {
    private static final int[] NO_ARRAYS = {};

    /** A value. Strings have their quotes, so that {@code "1"} is not {@code 1}. */
    static final class Value {
        final String token;
        final boolean number;

        /** Pairs: the number of an array, and the index in it. */
        final int[] elements;

        private @Nullable String comparable;
        private @Nullable String folded;

        Value(String token, boolean number, int[] elements) {
            this.token = token;
            this.number = number;
            this.elements = elements;
        }

        boolean string() {
            return token.charAt(0) == '"';
        }

        /** The same, whatever its case. */
        String folded() {
            if (folded == null) {
                folded = Matcher.fold(token);
            }
            return folded;
        }

        /** A number so written that its order is that of the characters, or null. */
        @Nullable String comparable() {
            if (number && comparable == null) {
                comparable = Matcher.comparable(token);
            }
            return comparable;
        }
    }

    private final Map<String, List<Value>> fields = new HashMap<>();
    private int arrays;

    private EventFields() {}

    /**
     * @param event an object; it is not held on to
     */
    public static EventFields of(JsonNode event) {
        EventFields fields = new EventFields();
        fields.addObject(event, "", NO_ARRAYS);
        return fields;
    }

    @Nullable List<Value> get(String path) {
        return fields.get(path);
    }

    Map<String, List<Value>> all() {
        return fields;
    }

    private void addObject(JsonNode object, String prefix, int[] elements) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            add(member.getValue(), prefix + member.getKey(), elements);
        }
    }

    private void add(JsonNode value, String path, int[] elements) {
        switch (value.getNodeType()) {
            case OBJECT -> addObject(value, path + ".", elements);
            case ARRAY -> addArray(value, path, elements);
            case STRING -> put(path, new Value('"' + value.textValue() + '"', false, elements));
            case NUMBER -> put(path, new Value(value.asText(), true, elements));
            case BOOLEAN, NULL -> put(path, new Value(value.asText(), false, elements));
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + value);
        }
    }

    /** As the ruler has it, only what is inside of an element is in the element. */
    private void addArray(JsonNode array, String path, int[] elements) {
        int number = arrays++;
        int index = 0;
        for (Iterator<JsonNode> each = array.elements(); each.hasNext(); index++) {
            JsonNode element = each.next();
            add(
                    element,
                    path,
                    element.isContainerNode() ? with(elements, number, index) : elements);
        }
    }

    private static int[] with(int[] elements, int array, int index) {
        int[] inside = Arrays.copyOf(elements, elements.length + 2);
        inside[elements.length] = array;
        inside[elements.length + 1] = index;
        return inside;
    }

    private void put(String path, Value value) {
        List<Value> values = fields.get(path);
        if (values == null) {
            values = new ArrayList<>(1);
            fields.put(path, values);
        }
        values.add(value);
    }
}
