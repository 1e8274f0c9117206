package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.language.QueryLanguage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Fields of a state whose values must be of a type, and AWS's words for those that are not. */
final class Fields {
    private Fields() {}

    /**
     * A whole number, or null where the definition has none.
     *
     * @param field its name, such as {@code MaxConcurrency}; with JSONPath the field of a value
     *     that is not known beforehand is {@code MaxConcurrencyPath}
     */
    static @Nullable Long integer(
            Evaluation evaluation,
            Strand strand,
            Step step,
            String field,
            @Nullable Expression expression)
            throws Failure {
        if (expression == null) {
            return null;
        }
        JsonNode value = evaluation.value(expression, evaluation.scope());
        if (value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0) {
            return value.longValue();
        }
        if (step.language == QueryLanguage.JSONATA) {
            throw unexpected(strand, field, expression, "number", value);
        }
        Long digits = value.isTextual() ? digits(value.textValue()) : null;
        if (digits != null) {
            return digits;
        }
        throw Failure.in(
                strand,
                Failure.RUNTIME,
                "The "
                        + field
                        + "Path field refers to value \""
                        + (value.isTextual() ? value.textValue() : Json.write(value))
                        + "\" which is not a valid integer: "
                        + expression);
    }

    /** With JSONPath a text of digits is a number too. */
    private static @Nullable Long digits(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** With JSONPath: the number that a text holds, or else the text. */
    static JsonNode number(JsonNode text) {
        try {
            return Json.NODES.numberNode(new BigDecimal(text.textValue()));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** With JSONata: an expression that gave something else than the field takes. */
    static Failure unexpected(
            Strand strand, String field, Expression expression, String expected, JsonNode value) {
        return Failure.in(
                strand,
                Failure.EVALUATION,
                "The JSONata expression '"
                        + expression
                        + "' specified for the field '"
                        + field
                        + "' returned an unexpected result type. Expected '"
                        + expected
                        + "', but was '"
                        + type(value)
                        + "' for value: "
                        + Json.write(value),
                field);
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case STRING, BINARY -> "string";
            case OBJECT, POJO -> "object";
            case NULL, MISSING -> "null";
        };
    }
}
