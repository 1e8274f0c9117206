package dev.antiphon.states.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words for an error: those of JSONata, which are what AWS shows. The library's catalog says
 * Object where JSONata's says function, quotes all values, and lost the third of three inserts.
 */
final class JsonataErrors {
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
    private static final Pattern CALLED = Pattern.compile("\\$(\\w+)\\s*\\(?$");
    private static final Pattern COMPARISON = Pattern.compile("[<>]=?");
    private static final String FIRST = "\u0001";
    private static final String SECOND = "\u0002";

    private JsonataErrors() {}

    /**
     * What follows "threw an error during evaluation": a sentence of its own where the error has a
     * code, and else what is behind a colon.
     *
     * @param text the expression
     */
    static String tail(RuntimeException error, String text) {
        return switch (error) {
            case JException exception when coded(exception) ->
                    ". " + exception.getError() + ": " + words(exception, text);
            case NumberFormatException exception ->
                    ". D3030: Unable to cast value to a number: " + quoted(exception);
            case DateTimeParseException exception ->
                    ". D3110: The argument of the toMillis function must be an ISO 8601 formatted"
                            + " timestamp. Given "
                            + TextNode.valueOf(exception.getParsedString());
            case JException exception -> ": " + exception.getError();
            default -> ": " + error.getMessage();
        };
    }

    /** What is wrong with a text that is no expression. */
    static String words(JException error) {
        return coded(error) ? words(error, "") : String.valueOf(error.getError());
    }

    private static boolean coded(JException error) {
        return error.getError() != null && CODE.matcher(error.getError()).matches();
    }

    private static String words(JException error, String text) {
        String code = error.getError();
        if (code.equals("T0412")) {
            return "Argument 1 of function "
                    + TextNode.valueOf(called(error, text))
                    + " must be an array of "
                    + TextNode.valueOf(plural(error));
        }
        String words = JException.msg(code, -1, FIRST, SECOND);
        if (words.equals(FIRST)) {
            return String.valueOf(error.getCurrent());
        }
        Matcher comparison = COMPARISON.matcher(text);
        return words.replaceAll("\\bObject\\b", "function")
                .replace("{{token}}", comparison.find() ? "\"" + comparison.group() + "\"" : "")
                .replace("{\"" + FIRST + "\"}", String.valueOf(error.getCurrent()))
                .replace("\"" + FIRST + "\"", json(error.getCurrent()))
                .replace("\"" + SECOND + "\"", json(error.getExpected()));
    }

    /** The function that was being called where the error is. */
    private static String called(JException error, String text) {
        int end = Math.clamp(error.getLocation(), 0, text.length());
        Matcher name = CALLED.matcher(text.substring(0, end));
        return name.find() ? name.group(1) : "";
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

    /** {@code For input string: "x"} is what Java says. */
    private static String quoted(NumberFormatException error) {
        String message = String.valueOf(error.getMessage());
        return message.substring(Math.max(0, message.indexOf('"')));
    }

    private static String json(@Nullable Object value) {
        if (value == null) {
            return "undefined";
        }
        try {
            JsonNode tree = JsonataTrees.toTree(value);
            return Bulk.exceeds(tree) ? "..." : tree.toString();
        } catch (JsonataTrees.Unsupported _) {
            return TextNode.valueOf(value.toString()).toString();
        }
    }
}
