package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.random.RandomGenerator;

/** Intrinsic functions on numbers. */
final class NumberFunctions {
    private NumberFunctions() {}

    /** From the start up to, not with, the end. */
    static JsonNode random(List<JsonNode> arguments, Scope scope) throws IntrinsicFailure {
        int start = integer(arguments, 0);
        int end = integer(arguments, 1);
        if (start >= end) {
            throw new IntrinsicFailure(
                    "The start number must be less than the end number, but was "
                            + start
                            + " and "
                            + end);
        }
        RandomGenerator random =
                arguments.size() == 3 ? Chance.seeded(integer(arguments, 2)) : scope.random();
        return JsonNodeFactory.instance.numberNode(random.nextInt(start, end));
    }

    static JsonNode add(List<JsonNode> arguments) throws IntrinsicFailure {
        long sum = (long) integer(arguments, 0) + integer(arguments, 1);
        return sum == (int) sum
                ? JsonNodeFactory.instance.numberNode((int) sum)
                : JsonNodeFactory.instance.numberNode(sum);
    }

    /** A number, rounded to the nearest integer, as AWS's documentation has it. */
    static int integer(List<JsonNode> arguments, int index) throws IntrinsicFailure {
        JsonNode value = arguments.get(index);
        if (value.isInt()) {
            return value.intValue();
        }
        if (!value.isNumber()) {
            throw wrong(index, "a number", value);
        }
        BigDecimal rounded = value.decimalValue().setScale(0, RoundingMode.HALF_UP);
        try {
            return rounded.intValueExact();
        } catch (ArithmeticException _) {
            throw wrong(index, "an integer between -2147483648 and 2147483647", value);
        }
    }

    /** That an argument is not what the function takes. */
    static IntrinsicFailure wrong(int index, String expected, JsonNode value) {
        return new IntrinsicFailure(
                "Invalid argument at position "
                        + (index + 1)
                        + ": expected "
                        + expected
                        + " but received "
                        + value);
    }
}
