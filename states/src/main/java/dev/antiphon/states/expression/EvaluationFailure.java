package dev.antiphon.states.expression;

import org.jspecify.annotations.Nullable;

/** Why an expression has no value. A checked exception, for an execution can answer to it. */
public final class EvaluationFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final @Nullable String location;

    /**
     * @param error the name, such as {@code States.ParameterPathFailure} or {@code
     *     States.QueryEvaluationError}
     * @param cause AWS's words for it, without those about the state it happened in
     * @param location the field it happened in as history events give it, such as {@code
     *     Output/total}, or null where they give none
     */
    public EvaluationFailure(String error, String cause, @Nullable String location) {
        super(cause, null, false, false);
        this.error = error;
        this.location = location;
    }

    public String error() {
        return error;
    }

    /** AWS's words for it. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public @Nullable String location() {
        return location;
    }
}
