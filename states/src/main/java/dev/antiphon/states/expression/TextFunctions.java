package dev.antiphon.states.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** Intrinsic functions on texts and on JSON as such. */
final class TextFunctions {
    private static final int LONGEST = 10_000;

    private TextFunctions() {}

    static JsonNode encode(List<JsonNode> arguments) throws IntrinsicFailure {
        byte[] bytes = shortText(arguments, 0).getBytes(StandardCharsets.UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    static JsonNode decode(List<JsonNode> arguments) throws IntrinsicFailure {
        try {
            byte[] bytes = Base64.getDecoder().decode(shortText(arguments, 0));
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            throw NumberFunctions.wrong(0, "a Base64 encoded string", arguments.get(0));
        }
    }

    /** Of a text its characters are hashed, of all else its JSON. */
    static JsonNode hash(List<JsonNode> arguments) throws IntrinsicFailure {
        JsonNode data = arguments.get(0);
        String text = data.isTextual() ? data.textValue() : data.toString();
        check(text);
        try {
            return TextNode.valueOf(Digests.hex(text(arguments, 1), text));
        } catch (IllegalArgumentException e) {
            throw new IntrinsicFailure(String.valueOf(e.getMessage()));
        }
    }

    /** AWS documents a third argument for a deep merge, and that it must be false for now. */
    static JsonNode merge(List<JsonNode> arguments) throws IntrinsicFailure {
        ObjectNode first = object(arguments, 0);
        ObjectNode second = object(arguments, 1);
        if (!arguments.get(2).equals(BooleanNode.FALSE)) {
            throw NumberFunctions.wrong(
                    2, "false, for only shallow merging is supported,", arguments.get(2));
        }
        ObjectNode merged = new ObjectNode(JsonNodeFactory.instance);
        merged.setAll(first);
        merged.setAll(second);
        return merged;
    }

    static JsonNode jsonToString(List<JsonNode> arguments) {
        return TextNode.valueOf(arguments.get(0).toString());
    }

    static JsonNode stringToJson(List<JsonNode> arguments) throws IntrinsicFailure {
        String text = text(arguments, 0);
        try {
            JsonNode json = Json.parse(text);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (JsonProcessingException _) {
            // It is said below.
        }
        throw NumberFunctions.wrong(0, "a JSON string", arguments.get(0));
    }

    /** Each character of the second is a delimiter; there are no empty parts. */
    static JsonNode split(List<JsonNode> arguments) throws IntrinsicFailure {
        StringTokenizer tokens = new StringTokenizer(text(arguments, 0), text(arguments, 1));
        ArrayNode parts = new ArrayNode(JsonNodeFactory.instance);
        while (tokens.hasMoreTokens()) {
            parts.add(tokens.nextToken());
        }
        return parts;
    }

    static JsonNode format(List<JsonNode> arguments) throws IntrinsicFailure {
        String template = text(arguments, 0);
        StringBuilder formatted = new StringBuilder();
        int next = 1;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && i + 1 < template.length()) {
                i++;
                formatted.append(template.charAt(i));
            } else if (c == '{' && template.startsWith("}", i + 1)) {
                if (next == arguments.size()) {
                    throw mismatch(template, arguments);
                }
                formatted.append(shown(arguments.get(next)));
                if (formatted.length() > Bulk.MOST) {
                    throw new IntrinsicFailure("The result is too large");
                }
                next++;
                i++;
            } else {
                formatted.append(c);
            }
        }
        if (next < arguments.size()) {
            throw mismatch(template, arguments);
        }
        return TextNode.valueOf(formatted.toString());
    }

    private static IntrinsicFailure mismatch(String template, List<JsonNode> arguments) {
        return new IntrinsicFailure(
                "The number of arguments, "
                        + (arguments.size() - 1)
                        + ", does not match the number of occurrences of {} in '"
                        + template
                        + "'");
    }

    /** As AWS shows it, which is as Java shows maps: {@code {Id=1, Tags=[a, b]}}. */
    private static String shown(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                List<String> fields = new ArrayList<>();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    fields.add(field.getKey() + "=" + shown(field.getValue()));
                }
                yield "{" + String.join(", ", fields) + "}";
            }
            case ArrayNode array -> {
                List<String> elements = new ArrayList<>();
                array.forEach(element -> elements.add(shown(element)));
                yield "[" + String.join(", ", elements) + "]";
            }
            default -> value.asText();
        };
    }

    private static ObjectNode object(List<JsonNode> arguments, int index) throws IntrinsicFailure {
        if (arguments.get(index) instanceof ObjectNode object) {
            return object;
        }
        throw NumberFunctions.wrong(index, "an object", arguments.get(index));
    }

    private static String text(List<JsonNode> arguments, int index) throws IntrinsicFailure {
        if (arguments.get(index) instanceof TextNode text) {
            return text.textValue();
        }
        throw NumberFunctions.wrong(index, "a string", arguments.get(index));
    }

    private static String shortText(List<JsonNode> arguments, int index) throws IntrinsicFailure {
        String text = text(arguments, index);
        check(text);
        return text;
    }

    private static void check(String text) throws IntrinsicFailure {
        if (text.length() > LONGEST) {
            throw new IntrinsicFailure(
                    "The argument must not be longer than " + LONGEST + " characters");
        }
    }
}
