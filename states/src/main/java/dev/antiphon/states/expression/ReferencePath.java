package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** A path that names one place, such as {@code $.a.b[0]}: where a result is put. Immutable. */
public interface ReferencePath {
    /**
     * A copy of the document in which the value stands at this place; fields on the way are made
     * where they are missing.
     *
     * @throws EvaluationFailure {@code States.ResultPathMatchFailure} where that cannot be
     */
    JsonNode put(JsonNode document, JsonNode value) throws EvaluationFailure;
}
