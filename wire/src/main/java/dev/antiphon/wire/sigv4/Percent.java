package dev.antiphon.wire.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * AWS's percent-encoding: all but {@code A-Z a-z 0-9 - . _ ~}, in upper case. Text is one character
 * a byte, as HTTP brings it.
 */
final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /** Decodes; a plus is a space, as it is to those who read the parameters. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2))) {
                decoded.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                decoded.write(c == '+' ? ' ' : c);
            }
        }
        return decoded.toString(StandardCharsets.ISO_8859_1);
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        encode(text, encoded, false);
        return encoded.toString();
    }

    /** Encodes all but the slashes. */
    static void encodePath(String path, StringBuilder into) {
        encode(path, into, true);
    }

    private static void encode(String text, StringBuilder into, boolean keepSlashes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (unreserved(c) || (keepSlashes && c == '/')) {
                into.append(c);
            } else {
                into.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
