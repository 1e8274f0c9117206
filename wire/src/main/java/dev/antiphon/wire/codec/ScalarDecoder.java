package dev.antiphon.wire.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.Type.Scalar;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads one value that is no structure, list or map. */
final class ScalarDecoder {
    private final Format instants;

    ScalarDecoder(Format instants) {
        this.instants = instants;
    }

    Object decode(JsonParser parser, JsonToken token, Scalar scalar) throws IOException {
        return switch (scalar.kind()) {
            case STRING -> {
                if (token != JsonToken.VALUE_STRING) {
                    throw wrong(token, "a String");
                }
                yield parser.getText();
            }
            case INTEGER ->
                    (int) whole(parser, token, "an Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(parser, token, "a Long", Long.MIN_VALUE, Long.MAX_VALUE);
            case SHORT -> (short) whole(parser, token, "a Short", Short.MIN_VALUE, Short.MAX_VALUE);
            case BYTE -> (byte) whole(parser, token, "a Byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case DOUBLE -> real(parser, token, "a Double");
            case FLOAT -> (float) real(parser, token, "a Float");
            case DECIMAL -> {
                if (!token.isNumeric()) {
                    throw wrong(token, "a BigDecimal");
                }
                yield parser.getDecimalValue();
            }
            case BOOLEAN -> {
                if (!token.isBoolean()) {
                    throw wrong(token, "a Boolean");
                }
                yield token == JsonToken.VALUE_TRUE;
            }
            case INSTANT -> instant(parser, token, scalar);
            case BYTES -> bytes(parser, token);
        };
    }

    private static long whole(
            JsonParser parser, JsonToken token, String wanted, long least, long most)
            throws IOException {
        if (!token.isNumeric()) {
            throw wrong(token, wanted);
        }
        long value;
        if (token == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrong(token, wanted);
            }
            value = parser.getLongValue();
        } else {
            double real = parser.getDoubleValue();
            value = (long) real;
            if (value != real || Math.abs(real) > 1L << 53) {
                throw wrong(token, wanted);
            }
        }
        if (value < least || value > most) {
            throw wrong(token, wanted);
        }
        return value;
    }

    private static double real(JsonParser parser, JsonToken token, String wanted)
            throws IOException {
        if (token.isNumeric()) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return switch (parser.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(token, wanted);
            };
        }
        throw wrong(token, wanted);
    }

    private Instant instant(JsonParser parser, JsonToken token, Scalar scalar) throws IOException {
        // In CBOR a time is a number whatever the model says for texts.
        Format format = scalar.format() == null ? instants : scalar.format();
        if (token == JsonToken.VALUE_STRING) {
            return Instants.parse(parser.getText(), format);
        }
        if (!token.isNumeric()) {
            throw wrong(token, "a Date");
        }
        Format numeric = instants == Format.UNIX_TIMESTAMP_MILLIS ? instants : format;
        return Instants.parse(decimal(parser), numeric);
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        Number number = parser.getNumberValue();
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger whole -> new BigDecimal(whole);
            case Double real when !Double.isFinite(real) ->
                    throw Malformed.input("Unable to parse the timestamp");
            case Float real when !Float.isFinite(real) ->
                    throw Malformed.input("Unable to parse the timestamp");
            default -> new BigDecimal(number.toString());
        };
    }

    private static SdkBytes bytes(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return SdkBytes.fromByteArrayUnsafe(parser.getBinaryValue());
        }
        if (token != JsonToken.VALUE_STRING) {
            throw wrong(token, "a Blob");
        }
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(parser.getText()));
        } catch (IllegalArgumentException e) {
            throw Malformed.input("The value is not base64: " + e.getMessage());
        }
    }

    /** AWS names the tokens that it found as its own parser does. */
    private static AwsException wrong(JsonToken token, String wanted) {
        return switch (token) {
            case START_OBJECT ->
                    Malformed.input("Start of structure or map found where not expected.");
            case START_ARRAY -> Malformed.input("Start of list found where not expected");
            case VALUE_STRING -> Malformed.type("STRING_VALUE", wanted);
            case VALUE_NUMBER_INT -> Malformed.type("NUMBER_VALUE", wanted);
            case VALUE_NUMBER_FLOAT -> Malformed.type("DECIMAL_VALUE", wanted);
            case VALUE_TRUE -> Malformed.type("TRUE_VALUE", wanted);
            case VALUE_FALSE -> Malformed.type("FALSE_VALUE", wanted);
            default -> Malformed.type(token.name(), wanted);
        };
    }
}
