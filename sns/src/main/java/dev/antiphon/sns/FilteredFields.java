package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Message attributes as filter policies see them: texts, numbers, and arrays of both. Binary ones
 * are not seen.
 */
final class FilteredFields {
    private static final String ARRAY = "String.Array";

    private FilteredFields() {}

    /** Names and values by turns, in the order of the names, as event-ruler has it. */
    static List<String> flattened(Map<String, Attribute> attributes) {
        List<String> fields = new ArrayList<>(attributes.size() * 2);
        new TreeMap<>(attributes)
                .forEach((name, attribute) -> {
                    if (attribute.type().equals(ARRAY)) {
                        if (Json.read(attribute.string()) instanceof ArrayNode array) {
                            array.forEach(each -> add(fields, name, value(each)));
                        }
                    } else if (attribute.type().startsWith("Number")) {
                        add(fields, name, attribute.string());
                    } else if (!attribute.binary()) {
                        add(fields, name, quoted(attribute.string()));
                    }
                });
        return fields;
    }

    private static void add(List<String> fields, String name, String value) {
        fields.add(name);
        fields.add(value);
    }

    private static String value(JsonNode element) {
        return element.isTextual() ? quoted(element.textValue()) : element.asText();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** The same as a JSON object, for explanations. */
    static ObjectNode object(Map<String, Attribute> attributes) {
        ObjectNode object = Json.object();
        attributes.forEach((name, attribute) -> {
            if (attribute.type().equals(ARRAY)) {
                JsonNode array = Json.read(attribute.string());
                if (array != null) {
                    object.set(name, array);
                }
            } else if (attribute.type().startsWith("Number")) {
                JsonNode number = Json.read(attribute.string());
                if (number != null) {
                    object.set(name, number);
                }
            } else if (!attribute.binary()) {
                object.put(name, attribute.string());
            }
        });
        return object;
    }
}
