package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A text in {@code {% %}}. */
final class JsonataExpression implements Expression {
    private final String text;

    private JsonataExpression(String text) {
        this.text = text;
    }

    static Expression parse(String text, String location, @Nullable ResultType expected)
            throws InvalidExpression {
        if (!Jsonata.isExpression(text)) {
            throw new InvalidExpression("Value must be a valid JSONata expression.", "");
        }
        return new JsonataExpression(text.substring(2, text.length() - 2).strip());
    }

    @Override
    public JsonNode evaluate(Scope scope) throws EvaluationFailure {
        throw new EvaluationFailure("States.QueryEvaluationError", text, null);
    }
}
