package dev.antiphon.delivery.ingress;

import dev.antiphon.delivery.OutsideCall.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a user's program wants an answer to have. What they say of the connection or of
 * the length would be believed by whoever reads the next answer from it, so only the server says
 * that.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110: fields</a>
 */
public final class AnswerHeaders {
    /** What is of the connection, or says where an answer ends. */
    private static final Set<String> OF_CONNECTION =
            Set.of(
                    "connection",
                    "content-length",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** Of names and values, in characters: what API Gateway lets through. */
    private static final int LARGEST = 10_240;

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private AnswerHeaders() {}

    /**
     * Those that can be sent, in their order; null if one of them is no header of HTTP, or if they
     * are too many.
     */
    public static @Nullable List<Header> sendable(List<Header> wanted) {
        List<Header> headers = new ArrayList<>();
        int size = 0;
        for (Header header : wanted) {
            size += header.name().length() + header.value().length();
            if (size > LARGEST) {
                return null;
            }
            if (!isHeader(header)) {
                return null;
            }
            if (!OF_CONNECTION.contains(header.name().toLowerCase(Locale.ROOT))) {
                headers.add(header);
            }
        }
        return headers;
    }

    /** Whether HTTP allows its name and its value. */
    public static boolean isHeader(Header header) {
        return NAME.matcher(header.name()).matches()
                && header.value().chars().noneMatch(AnswerHeaders::ends);
    }

    /** Whether a character would end a line, or cannot be in one. */
    private static boolean ends(int character) {
        return (character < ' ' && character != '\t') || character == 0x7f;
    }
}
