package dev.antiphon.apigateway.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a parameter mapping: a text, a variable such as {@code $request.body.order.id}, or a
 * text with variables in braces such as {@code ${request.path.name}-${context.requestId}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html">
 *     Transform API requests and responses for HTTP APIs</a>
 */
public final class Expression {
    private static final Pattern BRACED = Pattern.compile("\\$\\{([^}]*)}");

    /** A text by itself, or what a variable says. */
    private record Piece(String text, @Nullable Variable variable) {}

    private final List<Piece> pieces;

    private Expression(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * One about a request.
     *
     * @throws IllegalArgumentException if it names a variable that there is not
     */
    public static Expression ofRequest(String text) {
        return parse(text, "request");
    }

    /**
     * One about an integration's answer.
     *
     * @throws IllegalArgumentException if it names a variable that there is not
     */
    public static Expression ofResponse(String text) {
        return parse(text, "response");
    }

    private static Expression parse(String text, String about) {
        Matcher braced = BRACED.matcher(text);
        if (!braced.find()) {
            return new Expression(
                    List.of(
                            text.startsWith("$")
                                    ? new Piece("", Variable.parse(text.substring(1), about))
                                    : new Piece(text, null)));
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        do {
            if (braced.start() > at) {
                pieces.add(new Piece(text.substring(at, braced.start()), null));
            }
            pieces.add(new Piece("", Variable.parse(braced.group(1), about)));
            at = braced.end();
        } while (braced.find());
        if (at < text.length()) {
            pieces.add(new Piece(text.substring(at), null));
        }
        return new Expression(pieces);
    }

    /** Null where it is a variable that is not there; inside of a text that is an empty one. */
    public @Nullable String evaluate(Values values) {
        if (pieces.size() == 1) {
            return value(pieces.getFirst(), values);
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            String value = value(piece, values);
            text.append(value == null ? "" : value);
        }
        return text.toString();
    }

    private static @Nullable String value(Piece piece, Values values) {
        return piece.variable == null ? piece.text : piece.variable.value(values);
    }
}
