package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.antiphon.states.expression.IntrinsicCall.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads calls of intrinsic functions: {@code States.Format('{} of {}', $.a, States.UUID())}.
 *
 * <p>Arguments are paths, texts in single quotes, numbers, true, false, null and calls. In a text,
 * a backslash stands before {@code ' { } \} and nothing else; AWS refuses a definition that has one
 * elsewhere.
 */
final class IntrinsicParser {
    private static final int MOST_NESTED = 10;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private IntrinsicParser(String text) {
        this.text = text;
    }

    static Expression parse(String text) throws InvalidExpression {
        IntrinsicParser parser = new IntrinsicParser(text);
        IntrinsicCall call = parser.call(1);
        parser.blanks();
        if (parser.at < text.length()) {
            throw invalid();
        }
        return call;
    }

    private static InvalidExpression invalid() {
        return new InvalidExpression("Value must be a valid intrinsic function call", "");
    }

    private IntrinsicCall call(int depth) throws InvalidExpression {
        int start = at;
        int open = text.indexOf('(', at);
        if (open < 0 || depth > MOST_NESTED) {
            throw invalid();
        }
        IntrinsicFunction function = IntrinsicFunction.named(text.substring(at, open).strip());
        if (function == null) {
            throw invalid();
        }
        at = open + 1;
        List<Argument> arguments = new ArrayList<>();
        blanks();
        if (peek() == ')') {
            at++;
        } else {
            boolean more = true;
            while (more) {
                blanks();
                arguments.add(argument(depth));
                blanks();
                char next = peek();
                if (next != ',' && next != ')') {
                    throw invalid();
                }
                more = next == ',';
                at++;
            }
        }
        return new IntrinsicCall(text.substring(start, at), function, List.copyOf(arguments));
    }

    private Argument argument(int depth) throws InvalidExpression {
        return switch (peek()) {
            case '$' -> new Argument.Found(Path.parse(path()));
            case '\'' -> new Argument.Literal(TextNode.valueOf(quoted()));
            default ->
                    text.startsWith("States.", at)
                            ? new Argument.Called(call(depth + 1))
                            : new Argument.Literal(word());
        };
    }

    /** Up to the comma or parenthesis that is not inside its own brackets and quotes. */
    private String path() throws InvalidExpression {
        int start = at;
        int open = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (open == 0 && (c == ',' || c == ')')) {
                return text.substring(start, at).strip();
            }
            switch (c) {
                case '[', '(' -> open++;
                case ']', ')' -> open--;
                case '\'', '"' -> {
                    int end = text.indexOf(c, at + 1);
                    if (end < 0) {
                        throw invalid();
                    }
                    at = end;
                }
                default -> {}
            }
            at++;
        }
        throw invalid();
    }

    /** The text between quotes, with its backslashes: what they mean differs with the function. */
    private String quoted() throws InvalidExpression {
        int start = at + 1;
        at = start;
        while (peek() != '\'') {
            if (peek() == '\\') {
                at++;
                if ("'{}\\".indexOf(peek()) < 0) {
                    throw invalid();
                }
            }
            at++;
        }
        at++;
        return text.substring(start, at - 1);
    }

    private JsonNode word() throws InvalidExpression {
        int start = at;
        while (at < text.length() && ",) \t\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.instance;
            default -> number(word);
        };
    }

    private static JsonNode number(String word) throws InvalidExpression {
        if (!NUMBER.matcher(word).matches()) {
            throw invalid();
        }
        try {
            long value = Long.parseLong(word);
            return value == (int) value
                    ? JsonNodeFactory.instance.numberNode((int) value)
                    : JsonNodeFactory.instance.numberNode(value);
        } catch (NumberFormatException _) {
            return DoubleNode.valueOf(Double.parseDouble(word));
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() throws InvalidExpression {
        if (at >= text.length()) {
            throw invalid();
        }
        return text.charAt(at);
    }
}
