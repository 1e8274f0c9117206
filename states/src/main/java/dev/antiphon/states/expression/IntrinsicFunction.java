package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intrinsic functions of JSONPath states.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">their
 *     documentation</a>
 */
enum IntrinsicFunction {
    ARRAY("States.Array", 0, Integer.MAX_VALUE, ArrayFunctions::array),
    ARRAY_PARTITION("States.ArrayPartition", 2, 2, ArrayFunctions::partition),
    ARRAY_CONTAINS("States.ArrayContains", 2, 2, ArrayFunctions::contains),
    ARRAY_RANGE("States.ArrayRange", 3, 3, ArrayFunctions::range),
    ARRAY_GET_ITEM("States.ArrayGetItem", 2, 2, ArrayFunctions::item),
    ARRAY_LENGTH("States.ArrayLength", 1, 1, ArrayFunctions::length),
    ARRAY_UNIQUE("States.ArrayUnique", 1, 1, ArrayFunctions::unique),
    BASE64_ENCODE("States.Base64Encode", 1, 1, TextFunctions::encode),
    BASE64_DECODE("States.Base64Decode", 1, 1, TextFunctions::decode),
    HASH("States.Hash", 2, 2, TextFunctions::hash),
    JSON_MERGE("States.JsonMerge", 3, 3, TextFunctions::merge),
    JSON_TO_STRING("States.JsonToString", 1, 1, TextFunctions::jsonToString),
    STRING_TO_JSON("States.StringToJson", 1, 1, TextFunctions::stringToJson),
    STRING_SPLIT("States.StringSplit", 2, 2, TextFunctions::split),
    FORMAT("States.Format", 1, Integer.MAX_VALUE, TextFunctions::format),
    MATH_RANDOM("States.MathRandom", 2, 3, NumberFunctions::random),
    MATH_ADD("States.MathAdd", 2, 2, NumberFunctions::add),
    UUID("States.UUID", 0, 0, (_, scope) -> TextNode.valueOf(Chance.uuid(scope.random())));

    private final String title;
    private final int least;
    private final int most;
    private final Body body;

    IntrinsicFunction(String title, int least, int most, Body body) {
        this.title = title;
        this.least = least;
        this.most = most;
        this.body = body;
    }

    /** What a function does, given as many arguments as it takes. */
    private interface Body {
        JsonNode apply(List<JsonNode> arguments, Scope scope) throws IntrinsicFailure;
    }

    static @Nullable IntrinsicFunction named(String title) {
        for (IntrinsicFunction function : values()) {
            if (function.title.equals(title)) {
                return function;
            }
        }
        return null;
    }

    JsonNode apply(List<JsonNode> arguments, Scope scope) throws IntrinsicFailure {
        int count = arguments.size();
        if (count < least || count > most) {
            throw new IntrinsicFailure(
                    "Invalid number of arguments for "
                            + title
                            + ": expected "
                            + (least == most ? least : "at least " + least)
                            + " but received "
                            + count);
        }
        return body.apply(arguments, scope);
    }
}
