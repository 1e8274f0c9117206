package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rules of Choice states. */
final class ComparisonParser {
    private ComparisonParser() {}

    static Condition parse(ObjectNode rule) throws InvalidExpression {
        return parse(rule, "");
    }

    private static Condition parse(JsonNode rule, String pointer) throws InvalidExpression {
        if (!rule.isObject()) {
            throw new InvalidExpression("Expected value of type Object", pointer);
        }
        Condition condition = null;
        for (Map.Entry<String, JsonNode> field : rule.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            String place = pointer + "/" + name;
            Condition found =
                    switch (name) {
                        case "And" -> new AllOf(several(value, place));
                        case "Or" -> new AnyOf(several(value, place));
                        case "Not" -> new Not(parse(value, place));
                        default -> comparison(rule, name, value, place);
                    };
            if (found != null) {
                if (condition != null) {
                    throw new InvalidExpression(
                            "A Choice rule must have only one comparison operator", pointer);
                }
                condition = found;
            }
        }
        if (condition == null) {
            throw new InvalidExpression("A Choice rule must have a comparison operator", pointer);
        }
        return condition;
    }

    private static List<Condition> several(JsonNode rules, String pointer)
            throws InvalidExpression {
        if (!rules.isArray()) {
            throw new InvalidExpression("Expected value of type Array", pointer);
        }
        if (rules.isEmpty()) {
            throw new InvalidExpression("Value cannot be empty", pointer);
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            conditions.add(parse(rules.get(i), pointer + "[" + i + "]"));
        }
        return List.copyOf(conditions);
    }

    /** Null if the field is about something else. */
    private static @Nullable Condition comparison(
            JsonNode rule, String name, JsonNode value, String pointer) throws InvalidExpression {
        boolean byPath = name.endsWith("Path");
        Comparator comparator =
                Comparator.named(byPath ? name.substring(0, name.length() - 4) : name);
        if (comparator == null || (byPath && !comparator.takesPath())) {
            return null;
        }
        JsonNode variable = rule.get("Variable");
        if (variable == null) {
            throw new InvalidExpression("These fields are required: [Variable]", parent(pointer));
        }
        Path left = path(variable, parent(pointer) + "/Variable");
        if (byPath) {
            return new ComparisonWithPath(left, comparator, path(value, pointer));
        }
        comparator.check(value, pointer);
        return comparator == Comparator.IS_PRESENT
                ? new Presence(left, value.booleanValue())
                : new ComparisonWithValue(left, comparator, value);
    }

    private static String parent(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    private static Path path(JsonNode text, String pointer) throws InvalidExpression {
        if (!text.isTextual()) {
            throw new InvalidExpression("Expected value of type String", pointer);
        }
        if (!text.textValue().startsWith("$")) {
            throw new InvalidExpression(
                    "Value is not a Reference Path: Reference path didn't start with '$'", pointer);
        }
        try {
            return Path.parse(text.textValue());
        } catch (InvalidExpression e) {
            throw new InvalidExpression(e.text(), pointer);
        }
    }

    record AllOf(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Scope scope) throws EvaluationFailure {
            for (Condition condition : conditions) {
                if (!condition.holds(scope)) {
                    return false;
                }
            }
            return true;
        }
    }

    record AnyOf(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Scope scope) throws EvaluationFailure {
            for (Condition condition : conditions) {
                if (condition.holds(scope)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Scope scope) throws EvaluationFailure {
            return !condition.holds(scope);
        }
    }

    /** The only comparison that takes a path which leads nowhere. */
    record Presence(Path variable, boolean expected) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return (variable.find(scope) != null) == expected;
        }
    }

    record ComparisonWithValue(Path variable, Comparator comparator, JsonNode value)
            implements Condition {
        @Override
        public boolean holds(Scope scope) throws EvaluationFailure {
            return comparator.holds(valueAt(variable, scope), value);
        }
    }

    record ComparisonWithPath(Path variable, Comparator comparator, Path value)
            implements Condition {
        @Override
        public boolean holds(Scope scope) throws EvaluationFailure {
            return comparator.holds(valueAt(variable, scope), valueAt(value, scope));
        }
    }

    private static JsonNode valueAt(Path path, Scope scope) throws EvaluationFailure {
        JsonNode found = path.find(scope);
        if (found == null) {
            throw new EvaluationFailure(
                    "States.Runtime",
                    "Invalid path '"
                            + path.text()
                            + "': The choice state's condition path references an invalid value.",
                    null);
        }
        return found;
    }
}
