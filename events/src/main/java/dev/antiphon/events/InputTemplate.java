package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template of an input transformer, cut into texts and variables.
 *
 * <p>Where a variable stands decides how its value is written. Outside of quotes, as JSON. Inside
 * of quotes a string is written without its own; anything else as JSON, and if the whole template
 * is a quoted string (rather than an object with strings in it), without the quotes in it. A value
 * that is missing is an empty string. What was meant to be an object must still be one when it is
 * filled: an object inside of an object's string breaks it, and the target gets nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
final class InputTemplate {
    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Variable(String name, boolean quoted) implements Part {}

    private static final String RESERVED = "aws.events.";

    private final List<Part> parts;
    private final Map<String, JsonPath> paths;
    private final boolean string;

    private InputTemplate(List<Part> parts, Map<String, JsonPath> paths, boolean string) {
        this.parts = List.copyOf(parts);
        this.paths = Map.copyOf(paths);
        this.string = string;
    }

    static InputTemplate of(String template, Map<String, JsonPath> paths) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            String name = c == '<' ? name(template, i) : null;
            if (name != null) {
                parts.add(new Text(text.toString()));
                text.setLength(0);
                parts.add(new Variable(name, quoted));
                i += name.length() + 1;
                continue;
            }
            text.append(c);
            if (c == '\\' && i + 1 < template.length()) {
                text.append(template.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        parts.add(new Text(text.toString()));
        return new InputTemplate(parts, paths, template.stripLeading().startsWith("\""));
    }

    /** The name of the variable that begins at a {@code <}, or null if none does. */
    private static @Nullable String name(String template, int at) {
        int end = at + 1;
        while (end < template.length() && nameCharacter(template.charAt(end))) {
            end++;
        }
        return end > at + 1 && end < template.length() && template.charAt(end) == '>'
                ? template.substring(at + 1, end)
                : null;
    }

    private static boolean nameCharacter(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    /** A variable that is neither defined nor one of EventBridge's own, or null if all are. */
    @Nullable String undefined() {
        for (Part part : parts) {
            if (part instanceof Variable(String name, boolean _)
                    && !paths.containsKey(name)
                    && !reserved(name)) {
                return name;
            }
        }
        return null;
    }

    /** Whether EventBridge has a variable of this name of its own. */
    static boolean reserved(String name) {
        return switch (name) {
            case "aws.events.rule-arn",
                    "aws.events.rule-name",
                    "aws.events.event",
                    "aws.events.event.json",
                    "aws.events.event.ingestion-time" ->
                    true;
            default -> false;
        };
    }

    /** Null if it was meant to be JSON and is not. */
    @Nullable String fill(LiveRule rule, Event event) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Text(String text) -> filled.append(text);
                case Variable(String name, boolean quoted) ->
                        filled.append(written(value(name, rule, event), quoted));
            }
        }
        String text = filled.toString();
        return string || Json.parse(text) != null ? text : null;
    }

    private String written(@Nullable JsonNode value, boolean quoted) {
        if (value == null) {
            return quoted ? "" : "\"\"";
        }
        String json = Json.text(value);
        if (!quoted) {
            return json;
        }
        if (value.isTextual()) {
            return json.substring(1, json.length() - 1);
        }
        return string ? json.replace("\\\"", "").replace("\"", "") : json;
    }

    private @Nullable JsonNode value(String name, LiveRule rule, Event event) {
        JsonPath path = paths.get(name);
        if (path != null) {
            return path.of(event.tree());
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (name.substring(RESERVED.length())) {
            case "rule-arn" -> nodes.textNode(rule.arn());
            case "rule-name" -> nodes.textNode(rule.definition().key().name());
            case "event" -> withoutDetail(event.tree());
            case "event.json" -> event.tree();
            case "event.ingestion-time" -> nodes.textNode(Event.timestamp(event.ingested()));
            default -> null;
        };
    }

    /** As AWS writes it, which is not as it writes events. */
    private static JsonNode withoutDetail(JsonNode event) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("id", "account")) {
            copy(event, name, object, name);
        }
        copy(event, "detail-type", object, "detailType");
        for (String name : List.of("time", "source", "region")) {
            copy(event, name, object, name);
        }
        ArrayNode none = JsonNodeFactory.instance.arrayNode();
        object.set("resources", event.has("resources") ? event.get("resources") : none);
        copy(event, "version", object, "version");
        return object;
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(as, value);
        }
    }
}
