package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.language.QueryLanguage;
import dev.antiphon.states.language.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Waits for a time. */
final class WaitStep extends Step {
    private static final Events EVENTS =
            new Events(
                    EventType.WAIT_STATE_ENTERED,
                    EventType.WAIT_STATE_EXITED,
                    EventType.WAIT_STATE_ABORTED);
    private static final long LONGEST = 99_999_999;

    private final State.Wait state;

    WaitStep(State.Wait state) {
        super(state, EVENTS);
        this.state = state;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        Evaluation evaluation = new Evaluation(run, strand, this);
        Instant until = until(run, strand, evaluation);
        if (until.isAfter(run.now())) {
            strand.phase = new Phase.Waiting(until, run.nonce());
        } else {
            elapsed(run, strand);
        }
    }

    void elapsed(Run run, Strand strand) throws Failure {
        Evaluation evaluation = new Evaluation(run, strand, this);
        run.leave(strand, this, evaluation.passed(), next(state.transition()));
    }

    private Instant until(Run run, Strand strand, Evaluation evaluation) throws Failure {
        return switch (state.until()) {
            case State.Until.Seconds(Expression expression) -> {
                JsonNode value = evaluation.value(expression, evaluation.effectiveScope());
                yield run.after(Duration.ofSeconds(seconds(strand, expression, value)));
            }
            case State.Until.Timestamp(Expression expression) -> {
                JsonNode value = evaluation.value(expression, evaluation.effectiveScope());
                yield timestamp(strand, expression, value);
            }
        };
    }

    private long seconds(Strand strand, Expression expression, JsonNode value) throws Failure {
        if (!value.isNumber() && language == QueryLanguage.JSONATA) {
            throw Fields.unexpected(strand, "Seconds", expression, "number", value);
        }
        if (value.isNumber()
                && value.decimalValue().stripTrailingZeros().scale() <= 0
                && value.longValue() >= 0
                && value.longValue() <= LONGEST) {
            return value.longValue();
        }
        String shown = value.isTextual() ? value.textValue() : Json.write(value);
        if (language == QueryLanguage.JSONATA) {
            throw Failure.in(
                    strand,
                    Failure.EVALUATION,
                    "The JSONata expression '"
                            + expression
                            + "' specified for the field 'Seconds' returned a value that is not an"
                            + " integer between 0 and 99999999: "
                            + shown,
                    "Seconds");
        }
        throw Failure.in(
                strand,
                Failure.RUNTIME,
                "The SecondsPath parameter does not reference a positive integer: "
                        + expression
                        + " == "
                        + shown);
    }

    private Instant timestamp(Strand strand, Expression expression, JsonNode value) throws Failure {
        if (value.isTextual()) {
            try {
                return OffsetDateTime.parse(
                                value.textValue(), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
            } catch (DateTimeParseException e) {
                // Answered below, as what is no text.
            }
        } else if (language == QueryLanguage.JSONATA) {
            throw Fields.unexpected(strand, "Timestamp", expression, "string", value);
        }
        String shown = value.isTextual() ? value.textValue() : Json.write(value);
        if (language == QueryLanguage.JSONATA) {
            throw Failure.in(
                    strand,
                    Failure.EVALUATION,
                    "The JSONata expression '"
                            + expression
                            + "' specified for the field 'Timestamp' returned a value that is not a"
                            + " valid ISO-8601 extended offset date-time format string: "
                            + shown,
                    "Timestamp");
        }
        throw Failure.in(
                strand,
                Failure.RUNTIME,
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset"
                        + " date-time format string: "
                        + expression
                        + " == "
                        + shown);
    }
}
