package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parts of a payload template that have to be computed; all else in it is constant. */
sealed interface PayloadTemplate extends Expression {
    static Expression parse(JsonNode template) throws InvalidExpression {
        return parse(template, "");
    }

    private static Expression parse(JsonNode template, String pointer) throws InvalidExpression {
        return switch (template) {
            case ObjectNode object -> parseObject(object, pointer);
            case ArrayNode array -> {
                List<Expression> elements = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    elements.add(parse(array.get(i), pointer + "[" + i + "]"));
                }
                yield elements.stream().allMatch(Constant.class::isInstance)
                        ? new Constant(array)
                        : new Elements(List.copyOf(elements));
            }
            default -> new Constant(template);
        };
    }

    private static Expression parseObject(ObjectNode object, String pointer)
            throws InvalidExpression {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            fields.add(
                    name.endsWith(".$")
                            ? new Field(
                                    name.substring(0, name.length() - 2),
                                    computed(name, value, pointer))
                            : new Field(name, parse(value, pointer + "/" + name)));
        }
        return fields.stream().allMatch(field -> field.value() instanceof Constant)
                ? new Constant(object)
                : new Fields(List.copyOf(fields));
    }

    private static Expression computed(String name, JsonNode value, String pointer)
            throws InvalidExpression {
        try {
            if (value.isTextual()) {
                String text = value.textValue();
                return JsonPaths.isIntrinsic(text)
                        ? IntrinsicParser.parse(text)
                        : new FieldPath(name, Path.parse(text));
            }
        } catch (InvalidExpression _) {
            // Said below, in other words.
        }
        throw new InvalidExpression(
                "The value for the field '"
                        + name
                        + "' must be a valid JSONPath or a valid intrinsic function call",
                pointer);
    }

    /** An object of which at least one field is computed. */
    record Fields(List<Field> fields) implements PayloadTemplate {
        @Override
        public JsonNode evaluate(Scope scope) throws EvaluationFailure {
            ObjectNode object = new ObjectNode(JsonNodeFactory.instance);
            for (Field field : fields) {
                object.set(field.name(), field.value().evaluate(scope));
            }
            return object;
        }
    }

    /** An array of which at least one element is computed. */
    record Elements(List<Expression> elements) implements PayloadTemplate {
        @Override
        public JsonNode evaluate(Scope scope) throws EvaluationFailure {
            ArrayNode array = new ArrayNode(JsonNodeFactory.instance, elements.size());
            for (Expression element : elements) {
                array.add(element.evaluate(scope));
            }
            return array;
        }
    }

    /** A path as the value of a field; a failure names the field. */
    record FieldPath(String field, Path path) implements PayloadTemplate {
        @Override
        public JsonNode evaluate(Scope scope) throws EvaluationFailure {
            JsonNode found = path.find(scope);
            if (found == null) {
                throw new EvaluationFailure(
                        "States.Runtime",
                        "The JSONPath '"
                                + path.text()
                                + "' specified for the field '"
                                + field
                                + "' could not be found in the input '"
                                + path.document(scope)
                                + "'",
                        null);
            }
            return found;
        }
    }

    /** A field of the object that comes of a template. */
    record Field(String name, Expression value) {}
}
