package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Path.Root;
import dev.antiphon.states.expression.Path.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the input, named by fields and indices. */
record FieldReference(String text, List<Step> steps) implements ReferencePath {
    static FieldReference parse(String text) throws InvalidExpression {
        PathText path = PathText.parse(text);
        List<Step> steps = path.steps();
        if (steps == null || !path.root().equals(new Root.Input())) {
            throw new InvalidExpression("Value is not a Reference Path", "");
        }
        return new FieldReference(text, steps);
    }

    @Override
    public JsonNode put(JsonNode document, JsonNode value) throws EvaluationFailure {
        JsonNode changed = put(document, 0, value);
        if (changed == null) {
            throw new EvaluationFailure(
                    "States.ResultPathMatchFailure",
                    "Unable to apply ReferencePath " + text + " to input " + document,
                    null);
        }
        return changed;
    }

    /** A copy of the node with the value put into it, or null where that cannot be. */
    private @Nullable JsonNode put(@Nullable JsonNode node, int depth, JsonNode value) {
        if (depth == steps.size()) {
            return value;
        }
        return switch (steps.get(depth)) {
            case Step.Field(String name) -> putField(node, name, depth, value);
            case Step.Index(int index) -> putElement(node, index, depth, value);
        };
    }

    /** Only the objects on the way are copied, and these not deeply. */
    private @Nullable JsonNode putField(
            @Nullable JsonNode node, String name, int depth, JsonNode value) {
        if (node != null && !node.isObject()) {
            return null;
        }
        JsonNode changed = put(node == null ? null : node.get(name), depth + 1, value);
        if (changed == null) {
            return null;
        }
        ObjectNode copy = new ObjectNode(JsonNodeFactory.instance);
        if (node instanceof ObjectNode object) {
            copy.setAll(object);
        }
        return copy.set(name, changed);
    }

    /** An element can be put in the place of another, or after the last. */
    private @Nullable JsonNode putElement(
            @Nullable JsonNode node, int index, int depth, JsonNode value) {
        int size = node == null ? 0 : node.size();
        if ((node != null && !node.isArray()) || index < 0 || index > size) {
            return null;
        }
        JsonNode changed = put(node == null ? null : node.get(index), depth + 1, value);
        if (changed == null) {
            return null;
        }
        ArrayNode copy = new ArrayNode(JsonNodeFactory.instance, size + 1);
        if (node instanceof ArrayNode array) {
            copy.addAll(array);
        }
        if (index == size) {
            copy.add(changed);
        } else {
            copy.set(index, changed);
        }
        return copy;
    }
}
