package dev.antiphon.wire.codec;

import dev.antiphon.api.AwsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** {@code name=value&name=value}, percent-encoded, as query strings and HTML forms are. */
public final class UrlEncoded {
    private UrlEncoded() {}

    /**
     * Hands each pair to the taker, in their order.
     *
     * @throws AwsException if a text is not well encoded
     */
    public static void parse(String text, BiConsumer<String, String> taker) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('&', at);
            end = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals > end) {
                equals = end;
            }
            if (end > at) {
                String value = equals < end ? decode(text, equals + 1, end, true) : "";
                taker.accept(decode(text, at, equals, true), value);
            }
            at = end + 1;
        }
    }

    /** A part of a path: there a plus is a plus. */
    public static String decodePath(String text) {
        return decode(text, 0, text.length(), false);
    }

    private static String decode(String text, int from, int to, boolean form) {
        int plain = from;
        while (plain < to && plain(text.charAt(plain), form)) {
            plain++;
        }
        if (plain == to) {
            return text.substring(from, to);
        }
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= to) {
                    throw malformed();
                }
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                // The text is Latin-1 of the bytes that came, so that UTF-8 sent raw is kept.
                bytes[length++] = (byte) (form && c == '+' ? ' ' : c);
            }
        }
        return utf8(bytes, length);
    }

    private static boolean plain(char c, boolean form) {
        return c < 0x80 && c != '%' && !(form && c == '+');
    }

    static String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static AwsException malformed() {
        return AwsException.sender(
                "MalformedQueryString", 404, "The query string contains a syntax error.");
    }
}
