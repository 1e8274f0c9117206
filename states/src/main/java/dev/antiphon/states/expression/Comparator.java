package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The operators of Choice rules. One whose sides are not of its type does not hold; that is no
 * failure.
 */
enum Comparator {
    STRING_EQUALS("StringEquals", Kind.STRING, order -> order == 0),
    STRING_LESS_THAN("StringLessThan", Kind.STRING, order -> order < 0),
    STRING_GREATER_THAN("StringGreaterThan", Kind.STRING, order -> order > 0),
    STRING_LESS_THAN_EQUALS("StringLessThanEquals", Kind.STRING, order -> order <= 0),
    STRING_GREATER_THAN_EQUALS("StringGreaterThanEquals", Kind.STRING, order -> order >= 0),
    STRING_MATCHES("StringMatches", Kind.PATTERN, order -> order == 0),
    NUMERIC_EQUALS("NumericEquals", Kind.NUMBER, order -> order == 0),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMBER, order -> order < 0),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMBER, order -> order > 0),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMBER, order -> order <= 0),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.NUMBER, order -> order >= 0),
    BOOLEAN_EQUALS("BooleanEquals", Kind.BOOLEAN, order -> order == 0),
    TIMESTAMP_EQUALS("TimestampEquals", Kind.TIMESTAMP, order -> order == 0),
    TIMESTAMP_LESS_THAN("TimestampLessThan", Kind.TIMESTAMP, order -> order < 0),
    TIMESTAMP_GREATER_THAN("TimestampGreaterThan", Kind.TIMESTAMP, order -> order > 0),
    TIMESTAMP_LESS_THAN_EQUALS("TimestampLessThanEquals", Kind.TIMESTAMP, order -> order <= 0),
    TIMESTAMP_GREATER_THAN_EQUALS(
            "TimestampGreaterThanEquals", Kind.TIMESTAMP, order -> order >= 0),
    IS_NULL("IsNull", Kind.IS_NULL, order -> order == 0),
    IS_PRESENT("IsPresent", Kind.IS_PRESENT, order -> order == 0),
    IS_NUMERIC("IsNumeric", Kind.IS_NUMERIC, order -> order == 0),
    IS_STRING("IsString", Kind.IS_STRING, order -> order == 0),
    IS_BOOLEAN("IsBoolean", Kind.IS_BOOLEAN, order -> order == 0),
    IS_TIMESTAMP("IsTimestamp", Kind.IS_TIMESTAMP, order -> order == 0);

    /** What it compares; those that begin with IS ask for the type of a single value. */
    private enum Kind {
        STRING,
        PATTERN,
        NUMBER,
        BOOLEAN,
        TIMESTAMP,
        IS_NULL,
        IS_PRESENT,
        IS_NUMERIC,
        IS_STRING,
        IS_BOOLEAN,
        IS_TIMESTAMP
    }

    private final String name;
    private final Kind kind;
    private final IntPredicate orders;

    Comparator(String name, Kind kind, IntPredicate orders) {
        this.name = name;
        this.kind = kind;
        this.orders = orders;
    }

    static @Nullable Comparator named(String name) {
        for (Comparator comparator : values()) {
            if (comparator.name.equals(name)) {
                return comparator;
            }
        }
        return null;
    }

    /** Whether its name followed by Path compares with a value of the input. */
    boolean takesPath() {
        return switch (kind) {
            case STRING, NUMBER, BOOLEAN, TIMESTAMP -> true;
            case PATTERN, IS_NULL, IS_PRESENT, IS_NUMERIC, IS_STRING, IS_BOOLEAN, IS_TIMESTAMP ->
                    false;
        };
    }

    /** Whether the definition may compare with this value. */
    void check(JsonNode value, String pointer) throws InvalidExpression {
        switch (kind) {
            case STRING -> expect(value.isTextual(), "String", pointer);
            case PATTERN -> {
                expect(value.isTextual(), "String", pointer);
                if (!Wildcards.isPattern(value.textValue())) {
                    throw new InvalidExpression(
                            "Value is not a valid pattern: only '*' and '\\' can be escaped",
                            pointer);
                }
            }
            case NUMBER -> expect(value.isNumber(), "Number", pointer);
            case TIMESTAMP -> {
                if (Timestamps.parse(value) == null) {
                    throw new InvalidExpression("String does not match RFC3339 timestamp", pointer);
                }
            }
            case BOOLEAN, IS_NULL, IS_PRESENT, IS_NUMERIC, IS_STRING, IS_BOOLEAN, IS_TIMESTAMP ->
                    expect(value.isBoolean(), "Boolean", pointer);
        }
    }

    private static void expect(boolean holds, String type, String pointer)
            throws InvalidExpression {
        if (!holds) {
            throw new InvalidExpression("Expected value of type " + type, pointer);
        }
    }

    boolean holds(JsonNode variable, JsonNode value) {
        return switch (kind) {
            case STRING ->
                    variable.isTextual()
                            && value.isTextual()
                            && orders.test(variable.textValue().compareTo(value.textValue()));
            case PATTERN ->
                    variable.isTextual()
                            && Wildcards.matches(value.textValue(), variable.textValue());
            case NUMBER ->
                    variable.isNumber()
                            && value.isNumber()
                            && orders.test(compareNumbers(variable, value));
            case BOOLEAN ->
                    variable.isBoolean()
                            && value.isBoolean()
                            && variable.booleanValue() == value.booleanValue();
            case TIMESTAMP -> {
                Instant left = Timestamps.parse(variable);
                Instant right = Timestamps.parse(value);
                yield left != null && right != null && orders.test(left.compareTo(right));
            }
            case IS_NULL -> variable.isNull() == value.booleanValue();
            case IS_PRESENT -> value.booleanValue();
            case IS_NUMERIC -> variable.isNumber() == value.booleanValue();
            case IS_STRING -> variable.isTextual() == value.booleanValue();
            case IS_BOOLEAN -> variable.isBoolean() == value.booleanValue();
            case IS_TIMESTAMP -> (Timestamps.parse(variable) != null) == value.booleanValue();
        };
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (left.canConvertToLong() && left.isIntegralNumber() && right.isInt()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return left.decimalValue().compareTo(right.decimalValue());
    }
}
