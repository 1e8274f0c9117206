package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Intrinsic functions on arrays. */
final class ArrayFunctions {
    private static final int LONGEST_RANGE = 1_000;

    private ArrayFunctions() {}

    static JsonNode array(List<JsonNode> arguments) {
        return new ArrayNode(JsonNodeFactory.instance, List.copyOf(arguments));
    }

    static JsonNode partition(List<JsonNode> arguments) throws IntrinsicFailure {
        ArrayNode array = array(arguments, 0);
        int size = NumberFunctions.integer(arguments, 1);
        if (size < 1) {
            throw NumberFunctions.wrong(1, "a positive integer", arguments.get(1));
        }
        ArrayNode chunks = empty();
        ArrayNode chunk = empty();
        for (JsonNode element : array) {
            if (chunk.isEmpty()) {
                chunks.add(chunk);
            }
            chunk.add(element);
            if (chunk.size() == size) {
                chunk = empty();
            }
        }
        return chunks;
    }

    static JsonNode contains(List<JsonNode> arguments) throws IntrinsicFailure {
        JsonNode sought = arguments.get(1);
        for (JsonNode element : array(arguments, 0)) {
            if (equal(element, sought)) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    /** 1 and 1.0 are one number, wherever they stand. */
    private static boolean equal(JsonNode left, JsonNode right) {
        return left.equals(
                (a, b) ->
                        a.isNumber() && b.isNumber()
                                ? a.decimalValue().compareTo(b.decimalValue())
                                : a.equals(b) ? 0 : 1,
                right);
    }

    static JsonNode range(List<JsonNode> arguments) throws IntrinsicFailure {
        int first = NumberFunctions.integer(arguments, 0);
        int last = NumberFunctions.integer(arguments, 1);
        int step = NumberFunctions.integer(arguments, 2);
        if (step == 0) {
            throw NumberFunctions.wrong(2, "a number other than 0", arguments.get(2));
        }
        if (((long) last - first) / step >= LONGEST_RANGE) {
            throw new IntrinsicFailure(
                    "The range must not have more than " + LONGEST_RANGE + " elements");
        }
        ArrayNode range = empty();
        for (long i = first; step > 0 ? i <= last : i >= last; i += step) {
            range.add((int) i);
        }
        return range;
    }

    static JsonNode item(List<JsonNode> arguments) throws IntrinsicFailure {
        ArrayNode array = array(arguments, 0);
        JsonNode item = array.get(NumberFunctions.integer(arguments, 1));
        if (item == null) {
            throw new IntrinsicFailure(
                    "Index "
                            + arguments.get(1)
                            + " is out of bounds for an array of length "
                            + array.size());
        }
        return item;
    }

    static JsonNode length(List<JsonNode> arguments) throws IntrinsicFailure {
        return JsonNodeFactory.instance.numberNode(array(arguments, 0).size());
    }

    static JsonNode unique(List<JsonNode> arguments) throws IntrinsicFailure {
        Set<JsonNode> elements = new LinkedHashSet<>();
        array(arguments, 0).forEach(elements::add);
        return new ArrayNode(JsonNodeFactory.instance, List.copyOf(elements));
    }

    private static ArrayNode array(List<JsonNode> arguments, int index) throws IntrinsicFailure {
        if (arguments.get(index) instanceof ArrayNode array) {
            return array;
        }
        throw NumberFunctions.wrong(index, "an array", arguments.get(index));
    }

    private static ArrayNode empty() {
        return new ArrayNode(JsonNodeFactory.instance);
    }
}
