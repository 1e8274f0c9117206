package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** A path that stands for itself, as in InputPath. */
record PathExpression(Path path) implements Expression {
    @Override
    public JsonNode evaluate(Scope scope) throws EvaluationFailure {
        JsonNode found = path.find(scope);
        if (found == null) {
            throw new EvaluationFailure(
                    "States.Runtime",
                    "Invalid path '" + path.text() + "' : " + path.reason(scope),
                    null);
        }
        return found;
    }

    /** The path as the definition has it. */
    @Override
    public String toString() {
        return path.text();
    }
}
