package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of a value that hold texts in {@code {% %}}; all else in it is constant. */
sealed interface JsonataTemplate extends Expression {
    static Expression parse(JsonNode template, String location) throws InvalidExpression {
        return switch (template) {
            case ObjectNode object -> {
                Map<String, Expression> fields = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    fields.put(
                            field.getKey(),
                            parse(field.getValue(), location + "/" + field.getKey()));
                }
                yield fields.values().stream().allMatch(Constant.class::isInstance)
                        ? new Constant(object)
                        : new Fields(fields);
            }
            case ArrayNode array -> {
                List<Expression> elements = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    elements.add(parse(array.get(i), location + "[" + i + "]"));
                }
                yield elements.stream().allMatch(Constant.class::isInstance)
                        ? new Constant(array)
                        : new Elements(elements);
            }
            default ->
                    template.isTextual() && Jsonata.isExpression(template.textValue())
                            ? JsonataExpression.parse(template.textValue(), location, null)
                            : new Constant(template);
        };
    }

    /** An object of which at least one field is computed. */
    record Fields(Map<String, Expression> fields) implements JsonataTemplate {
        @Override
        public JsonNode evaluate(Scope scope) throws EvaluationFailure {
            ObjectNode object = new ObjectNode(JsonNodeFactory.instance);
            for (Map.Entry<String, Expression> field : fields.entrySet()) {
                object.set(field.getKey(), field.getValue().evaluate(scope));
            }
            return object;
        }
    }

    /** An array of which at least one element is computed. */
    record Elements(List<Expression> elements) implements JsonataTemplate {
        @Override
        public JsonNode evaluate(Scope scope) throws EvaluationFailure {
            ArrayNode array = new ArrayNode(JsonNodeFactory.instance, elements.size());
            for (Expression element : elements) {
                array.add(element.evaluate(scope));
            }
            return array;
        }
    }
}
