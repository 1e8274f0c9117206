package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.Scope;
import dev.antiphon.states.language.QueryLanguage;
import dev.antiphon.states.language.State;
import org.jspecify.annotations.Nullable;

/** Fails its strand. */
final class FailStep extends Step {
    private static final Events EVENTS = new Events(EventType.FAIL_STATE_ENTERED, null, null);

    private final State.Fail state;

    FailStep(State.Fail state) {
        super(state, EVENTS);
        this.state = state;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        Evaluation evaluation = new Evaluation(run, strand, this);
        Scope scope = evaluation.effectiveScope();
        throw Failure.of(
                text(evaluation, scope, strand, "Error", state.error()),
                text(evaluation, scope, strand, "Cause", state.cause()));
    }

    private @Nullable String text(
            Evaluation evaluation,
            Scope of,
            Strand strand,
            String field,
            @Nullable Expression expression)
            throws Failure {
        if (expression == null) {
            return null;
        }
        JsonNode value = evaluation.value(expression, of);
        if (value.isTextual()) {
            return value.textValue();
        }
        if (language == QueryLanguage.JSONATA) {
            throw Fields.unexpected(strand, field, expression, "string", value);
        }
        throw Failure.in(
                strand,
                Failure.RUNTIME,
                "The "
                        + field
                        + "Path field refers to value \""
                        + Json.write(value)
                        + "\" which is not a string: "
                        + expression);
    }
}
