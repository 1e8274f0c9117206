package dev.antiphon.wire.codec;

import dev.antiphon.wire.codec.Type.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Values as texts: in forms, XML, headers, paths and query strings. */
final class TextScalars {
    private TextScalars() {}

    /**
     * @throws IllegalArgumentException if the text is none of the kind
     */
    static Object parse(Scalar scalar, String text, Format instants) {
        return switch (scalar.kind()) {
            case STRING -> text;
            case BYTE -> Byte.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> truth(text);
            case INSTANT -> Instants.parse(text, format(scalar, instants));
            case BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
        };
    }

    static String print(Scalar scalar, Object value, Format instants) {
        return switch (scalar.kind()) {
            case STRING, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, DECIMAL, BOOLEAN ->
                    value.toString();
            case INSTANT -> Instants.text((Instant) value, format(scalar, instants));
            case BYTES ->
                    Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
        };
    }

    private static Format format(Scalar scalar, Format instants) {
        Format own = scalar.format();
        return own == null ? instants : own;
    }

    private static Boolean truth(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("neither true nor false");
    }
}
