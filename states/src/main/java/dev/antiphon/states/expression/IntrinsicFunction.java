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
    ARRAY("States.Array", 0, Integer.MAX_VALUE),
    ARRAY_PARTITION("States.ArrayPartition", 2, 2),
    ARRAY_CONTAINS("States.ArrayContains", 2, 2),
    ARRAY_RANGE("States.ArrayRange", 3, 3),
    ARRAY_GET_ITEM("States.ArrayGetItem", 2, 2),
    ARRAY_LENGTH("States.ArrayLength", 1, 1),
    ARRAY_UNIQUE("States.ArrayUnique", 1, 1),
    BASE64_ENCODE("States.Base64Encode", 1, 1),
    BASE64_DECODE("States.Base64Decode", 1, 1),
    HASH("States.Hash", 2, 2),
    JSON_MERGE("States.JsonMerge", 3, 3),
    JSON_TO_STRING("States.JsonToString", 1, 1),
    STRING_TO_JSON("States.StringToJson", 1, 1),
    STRING_SPLIT("States.StringSplit", 2, 2),
    FORMAT("States.Format", 1, Integer.MAX_VALUE),
    MATH_RANDOM("States.MathRandom", 2, 3),
    MATH_ADD("States.MathAdd", 2, 2),
    UUID("States.UUID", 0, 0);

    private final String title;
    private final int least;
    private final int most;

    IntrinsicFunction(String title, int least, int most) {
        this.title = title;
        this.least = least;
        this.most = most;
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
        return switch (this) {
            case ARRAY -> ArrayFunctions.array(arguments);
            case ARRAY_PARTITION -> ArrayFunctions.partition(arguments);
            case ARRAY_CONTAINS -> ArrayFunctions.contains(arguments);
            case ARRAY_RANGE -> ArrayFunctions.range(arguments);
            case ARRAY_GET_ITEM -> ArrayFunctions.item(arguments);
            case ARRAY_LENGTH -> ArrayFunctions.length(arguments);
            case ARRAY_UNIQUE -> ArrayFunctions.unique(arguments);
            case BASE64_ENCODE -> TextFunctions.encode(arguments);
            case BASE64_DECODE -> TextFunctions.decode(arguments);
            case HASH -> TextFunctions.hash(arguments);
            case JSON_MERGE -> TextFunctions.merge(arguments);
            case JSON_TO_STRING -> TextFunctions.jsonToString(arguments);
            case STRING_TO_JSON -> TextFunctions.stringToJson(arguments);
            case STRING_SPLIT -> TextFunctions.split(arguments);
            case FORMAT -> TextFunctions.format(arguments);
            case MATH_RANDOM -> NumberFunctions.random(arguments, scope);
            case MATH_ADD -> NumberFunctions.add(arguments);
            case UUID -> TextNode.valueOf(Chance.uuid(scope.random()));
        };
    }
}
