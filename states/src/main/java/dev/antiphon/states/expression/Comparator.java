package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The operators of Choice rules. One whose sides are not of its type does not hold; that is no
 * failure.
 */
enum Comparator {
    STRING_EQUALS("StringEquals", Kind.STRING, Order.SAME),
    STRING_LESS_THAN("StringLessThan", Kind.STRING, Order.LESS),
    STRING_GREATER_THAN("StringGreaterThan", Kind.STRING, Order.MORE),
    STRING_LESS_THAN_EQUALS("StringLessThanEquals", Kind.STRING, Order.NOT_MORE),
    STRING_GREATER_THAN_EQUALS("StringGreaterThanEquals", Kind.STRING, Order.NOT_LESS),
    STRING_MATCHES("StringMatches", Kind.PATTERN),
    NUMERIC_EQUALS("NumericEquals", Kind.NUMBER, Order.SAME),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMBER, Order.LESS),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMBER, Order.MORE),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMBER, Order.NOT_MORE),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.NUMBER, Order.NOT_LESS),
    BOOLEAN_EQUALS("BooleanEquals", Kind.BOOLEAN),
    TIMESTAMP_EQUALS("TimestampEquals", Kind.TIMESTAMP, Order.SAME),
    TIMESTAMP_LESS_THAN("TimestampLessThan", Kind.TIMESTAMP, Order.LESS),
    TIMESTAMP_GREATER_THAN("TimestampGreaterThan", Kind.TIMESTAMP, Order.MORE),
    TIMESTAMP_LESS_THAN_EQUALS("TimestampLessThanEquals", Kind.TIMESTAMP, Order.NOT_MORE),
    TIMESTAMP_GREATER_THAN_EQUALS("TimestampGreaterThanEquals", Kind.TIMESTAMP, Order.NOT_LESS),
    IS_NULL("IsNull", Kind.IS_NULL),
    IS_PRESENT("IsPresent", Kind.IS_PRESENT),
    IS_NUMERIC("IsNumeric", Kind.IS_NUMERIC),
    IS_STRING("IsString", Kind.IS_STRING),
    IS_BOOLEAN("IsBoolean", Kind.IS_BOOLEAN),
    IS_TIMESTAMP("IsTimestamp", Kind.IS_TIMESTAMP);

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

    /** How the left side must be to the right one. */
    private enum Order {
        SAME,
        LESS,
        MORE,
        NOT_MORE,
        NOT_LESS;

        boolean holds(int comparison) {
            return switch (this) {
                case SAME -> comparison == 0;
                case LESS -> comparison < 0;
                case MORE -> comparison > 0;
                case NOT_MORE -> comparison <= 0;
                case NOT_LESS -> comparison >= 0;
            };
        }
    }

    private final String name;
    private final Kind kind;
    private final Order order;

    Comparator(String name, Kind kind) {
        this(name, kind, Order.SAME);
    }

    Comparator(String name, Kind kind, Order order) {
        this.name = name;
        this.kind = kind;
        this.order = order;
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
                            && order.holds(variable.textValue().compareTo(value.textValue()));
            case PATTERN ->
                    variable.isTextual()
                            && Wildcards.matches(value.textValue(), variable.textValue());
            case NUMBER ->
                    variable.isNumber()
                            && value.isNumber()
                            && order.holds(compareNumbers(variable, value));
            case BOOLEAN ->
                    variable.isBoolean()
                            && value.isBoolean()
                            && variable.booleanValue() == value.booleanValue();
            case TIMESTAMP -> {
                Instant left = Timestamps.parse(variable);
                Instant right = Timestamps.parse(value);
                yield left != null && right != null && order.holds(left.compareTo(right));
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
