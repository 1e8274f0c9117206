package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** An expression that is a value already. */
public record Constant(JsonNode value) implements Expression {
    public static Constant of(JsonNode value) {
        return new Constant(value);
    }

    @Override
    public JsonNode evaluate(Scope scope) {
        return value;
    }
}
