package dev.antiphon.states.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words for an error: JSONata's own, which are what AWS shows. */
final class JsonataErrors {
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
    private static final String FIRST = "\u0001";
    private static final String SECOND = "\u0002";

    private JsonataErrors() {}

    /** {@code T1006: Attempted to invoke a non-function}. */
    static String text(JException error) {
        String code = error.getError();
        if (code == null || !CODE.matcher(code).matches()) {
            return String.valueOf(code);
        }
        if (code.equals("T0412")) {
            return code + ": Argument of function must be an array of " + plural(error);
        }
        // The library's catalog says Object where JavaScript's says function, and quotes all
        // values.
        String words = JException.msg(code, -1, FIRST, SECOND);
        if (words.equals(FIRST)) {
            return code + ": " + error.getCurrent();
        }
        return code
                + ": "
                + words.replaceAll("\\bObject\\b", "function")
                        .replace("{\"" + FIRST + "\"}", String.valueOf(error.getCurrent()))
                        .replace("\"" + FIRST + "\"", json(error.getCurrent()))
                        .replace("\"" + SECOND + "\"", json(error.getExpected()));
    }

    /** {@code For input string: "x"} is what Java says of what is no number. */
    static String text(NumberFormatException error) {
        String message = String.valueOf(error.getMessage());
        return "D3030: Unable to cast value to a number: "
                + message.substring(Math.max(0, message.indexOf('"')));
    }

    private static String plural(JException error) {
        return switch (String.valueOf(error.getExpected())) {
            case "a" -> "arrays";
            case "b" -> "booleans";
            case "f" -> "functions";
            case "n" -> "numbers";
            case "o" -> "objects";
            case "s" -> "strings";
            default -> "values";
        };
    }

    private static String json(@Nullable Object value) {
        if (value == null) {
            return "undefined";
        }
        try {
            return JsonataTrees.toTree(value).toString();
        } catch (JsonataTrees.Unsupported _) {
            return TextNode.valueOf(value.toString()).toString();
        }
    }
}
