package dev.antiphon.states.expression;

/** What a rule of a Choice state asks. Immutable and compiled. */
public interface Condition {
    /**
     * @throws EvaluationFailure if it cannot be told
     */
    boolean holds(Scope scope) throws EvaluationFailure;
}
