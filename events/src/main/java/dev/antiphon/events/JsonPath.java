package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into an event, in the part of JSONPath that EventBridge supports: names joined by dots (or
 * quoted in brackets), indices, and stars.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
final class JsonPath {
    private sealed interface Step {}

    private record Name(String name) implements Step {}

    private record Index(int index) implements Step {}

    private record All() implements Step {}

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Null if the text is not such a path. */
    static @Nullable JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            int end;
            if (text.charAt(at) == '.') {
                end = at + 1;
                while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                    end++;
                }
                String name = text.substring(at + 1, end);
                if (name.isEmpty()) {
                    return null;
                }
                steps.add(name.equals("*") ? new All() : new Name(name));
            } else if (text.charAt(at) == '[') {
                end = text.indexOf(']', at) + 1;
                Step step = end == 0 ? null : bracket(text.substring(at + 1, end - 1));
                if (step == null) {
                    return null;
                }
                steps.add(step);
            } else {
                return null;
            }
            at = end;
        }
        return new JsonPath(steps);
    }

    private static @Nullable Step bracket(String inside) {
        if (inside.equals("*")) {
            return new All();
        }
        if (inside.length() > 2
                && (inside.charAt(0) == '\'' || inside.charAt(0) == '"')
                && inside.charAt(inside.length() - 1) == inside.charAt(0)) {
            return new Name(inside.substring(1, inside.length() - 1));
        }
        try {
            return new Index(Integer.parseInt(inside));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What is there: with a star in the path an array of all that is there. Null for nothing. */
    @Nullable JsonNode of(JsonNode event) {
        List<JsonNode> found = List.of(event);
        boolean many = false;
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                step(node, step, next);
            }
            many |= step instanceof All;
            found = next;
        }
        if (many) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            found.forEach(all::add);
            return all;
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static void step(JsonNode node, Step step, List<JsonNode> next) {
        switch (step) {
            case Name(String name) -> {
                JsonNode member = node.get(name);
                if (member != null) {
                    next.add(member);
                }
            }
            case Index(int index) -> {
                JsonNode element =
                        node.isArray() ? node.get(index < 0 ? node.size() + index : index) : null;
                if (element != null) {
                    next.add(element);
                }
            }
            case All() -> node.forEach(next::add);
        }
    }
}
