package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of an intrinsic function.
 *
 * @param text as in the definition, for what AWS says of a failure
 */
record IntrinsicCall(String text, IntrinsicFunction function, List<Argument> arguments)
        implements Expression {
    /** What a function is given. */
    sealed interface Argument {
        /** A text has its backslashes still: see {@link IntrinsicCall#plain}. */
        record Literal(JsonNode value) implements Argument {}

        record Found(Path path) implements Argument {}

        record Called(IntrinsicCall call) implements Argument {}
    }

    @Override
    public JsonNode evaluate(Scope scope) throws EvaluationFailure {
        List<JsonNode> values = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            values.add(value(i, scope));
        }
        try {
            for (JsonNode value : values) {
                if (Bulk.exceeds(value)) {
                    throw new IntrinsicFailure("The arguments are too large");
                }
            }
            return function.apply(values, scope);
        } catch (IntrinsicFailure e) {
            throw new EvaluationFailure(
                    "States.IntrinsicFailure",
                    "The function '" + text + "' had the following error: " + e.getMessage(),
                    null);
        }
    }

    private JsonNode value(int index, Scope scope) throws EvaluationFailure {
        return switch (arguments.get(index)) {
            case Argument.Literal(JsonNode value) ->
                    value.isTextual() && !(function == IntrinsicFunction.FORMAT && index == 0)
                            ? TextNode.valueOf(plain(value.textValue()))
                            : value;
            case Argument.Called(IntrinsicCall call) -> call.evaluate(scope);
            case Argument.Found(Path path) -> {
                JsonNode found = path.find(scope);
                if (found == null) {
                    throw new EvaluationFailure(
                            "States.Runtime",
                            "The JsonPath argument for the field '"
                                    + path.text()
                                    + "' could not be found in the input '"
                                    + path.document(scope)
                                    + "'",
                            null);
                }
                yield found;
            }
        };
    }

    /** A text without the backslashes before what they protect. */
    static String plain(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }
}
