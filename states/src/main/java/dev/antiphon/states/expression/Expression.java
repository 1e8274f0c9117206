package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** A part of a definition that has a value only when the state runs. Immutable and compiled. */
public interface Expression {
    /**
     * @return a value that nobody changes afterwards; it may share nodes with the scope
     * @throws EvaluationFailure if it has none
     */
    JsonNode evaluate(Scope scope) throws EvaluationFailure;
}
