package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * What a message may be. Every message passes here, so there is one pass over a text and no regular
 * expression.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas</a>
 */
final class MessageRules {
    /** 1 MiB, for a message as for a batch. */
    static final int LARGEST_MESSAGE = 1 << 20;

    static final String TRACE_HEADER =
            MessageSystemAttributeNameForSends.AWS_TRACE_HEADER.toString();

    private static final int MOST_ATTRIBUTES = 10;
    private static final int LONGEST_ATTRIBUTE_NAME = 256;
    private static final int LONGEST_ID = 128;
    private static final String ALLOWED_CHARACTERS =
            ", the set of allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD]"
                    + " | [#x10000-#x10FFFF].";

    private MessageRules() {}

    /**
     * Checks the text of a message. Whether it is too long depends on the attributes as well: see
     * {@link #checkSize}.
     *
     * @return its length in bytes of UTF-8
     * @throws AwsException MissingParameter, InvalidMessageContents
     */
    static int checkBody(@Nullable String body) {
        if (body == null || body.isEmpty()) {
            throw SqsErrors.missingParameter("MessageBody");
        }
        int length = utf8Length(body);
        if (length < 0) {
            throw SqsErrors.invalidMessageContents(
                    invalidCharacter(body) + "message body" + ALLOWED_CHARACTERS);
        }
        return length;
    }

    /**
     * Checks the attributes that a message was sent with.
     *
     * @return what they add to the size of the message: names, types and values in bytes
     * @throws AwsException InvalidParameterValue, UnsupportedOperation
     */
    static int checkAttributes(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return 0;
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw SqsErrors.invalidParameter(
                    "Number of message attributes ["
                            + attributes.size()
                            + "] exceeds the allowed maximum ["
                            + MOST_ATTRIBUTES
                            + "].");
        }
        int size = 0;
        for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
            size += checkAttribute(attribute.getKey(), attribute.getValue());
        }
        return size;
    }

    /** The size counts body and attributes; system attributes are free. */
    static void checkSize(int size, int limit) {
        if (size > limit) {
            throw SqsErrors.messageTooLong(limit);
        }
    }

    /**
     * Checks the system attributes that a message was sent with: there is only the X-Ray trace
     * header.
     */
    static void checkSystemAttributes(Map<String, MessageSystemAttributeValue> attributes) {
        for (Map.Entry<String, MessageSystemAttributeValue> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            if (!name.equals(TRACE_HEADER)) {
                throw SqsErrors.invalidParameter(
                        "Message system attribute name '"
                                + name
                                + "' is invalid. You can use only the following message system"
                                + " attribute: "
                                + TRACE_HEADER
                                + ".");
            }
            String type = attribute.getValue().dataType();
            if (type == null || !type.equals("String")) {
                throw SqsErrors.invalidParameter(
                        "The type of message system attribute '"
                                + name
                                + "' is invalid. You must use only the following supported type:"
                                + " String.");
            }
            String value = attribute.getValue().stringValue();
            if (value == null || value.isEmpty()) {
                throw SqsErrors.invalidParameter(
                        "Message system attribute '"
                                + name
                                + "' must contain a non-empty value of type 'String'.");
            }
            checkCharacters(value, "message system attribute '" + name + "' value");
        }
    }

    /** Of {@code MessageGroupId} on any queue. */
    static void checkMessageGroupId(String id) {
        checkId("MessageGroupId", id);
    }

    static void checkMessageDeduplicationId(String id) {
        checkId("MessageDeduplicationId", id);
    }

    static void checkReceiveRequestAttemptId(String id) {
        checkId("ReceiveRequestAttemptId", id);
    }

    private static void checkId(String parameter, String id) {
        boolean valid = !id.isEmpty() && id.length() <= LONGEST_ID;
        for (int i = 0; valid && i < id.length(); i++) {
            valid = id.charAt(i) > ' ' && id.charAt(i) < 127;
        }
        if (!valid) {
            throw SqsErrors.invalidParameter(
                    parameter,
                    id,
                    parameter
                            + " can only include alphanumeric and punctuation characters. 1 to "
                            + LONGEST_ID
                            + " in length.");
        }
    }

    private static int checkAttribute(String name, MessageAttributeValue attribute) {
        checkAttributeName(name);
        if (attribute.hasStringListValues() || attribute.hasBinaryListValues()) {
            throw SqsErrors.unsupportedOperation(
                    "Message attribute list values in SendMessage operation are not supported.");
        }
        String type = attribute.dataType();
        if (type == null || type.isEmpty()) {
            throw SqsErrors.invalidParameter(
                    "Message (user) attribute '" + name + "' must contain a non-empty type.");
        }
        int size =
                utf8Length(name)
                        + checkCharacters(type, "type of message (user) attribute '" + name + "'");
        return switch (logicalType(type)) {
            case "String" -> size + checkText(name, type, attribute.stringValue());
            case "Number" -> size + checkNumber(name, type, attribute.stringValue());
            case "Binary" -> size + checkBinary(name, type, attribute.binaryValue());
            default ->
                    throw SqsErrors.invalidParameter(
                            "The type of message (user) attribute '"
                                    + name
                                    + "' is invalid. You must use only the following supported type"
                                    + " prefixes: Binary, Number, String.");
        };
    }

    /** The part of a type before the label that users may append after a dot. */
    private static String logicalType(String type) {
        if (type.length() > LONGEST_ATTRIBUTE_NAME) {
            return "";
        }
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    private static int checkText(String name, String type, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw emptyValue(name, type);
        }
        return checkCharacters(value, "message (user) attribute '" + name + "' value");
    }

    private static int checkNumber(String name, String type, @Nullable String value) {
        int size = checkText(name, type, value);
        if (value == null || !isNumber(value)) {
            throw SqsErrors.invalidParameter(
                    "Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        return size;
    }

    private static int checkBinary(String name, String type, @Nullable SdkBytes value) {
        int size = value == null ? 0 : value.asByteArrayUnsafe().length;
        if (size == 0) {
            throw emptyValue(name, type);
        }
        return size;
    }

    private static AwsException emptyValue(String name, String type) {
        return SqsErrors.invalidParameter(
                "Message (user) attribute '"
                        + name
                        + "' must contain a non-empty value of type '"
                        + type
                        + "'.");
    }

    /** Up to 38 digits, between 10^-128 and 10^126. */
    private static boolean isNumber(String text) {
        if (text.length() > LONGEST_ATTRIBUTE_NAME) {
            return false;
        }
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            int exponent = number.precision() - number.scale() - 1;
            return number.precision() <= 38 && exponent >= -128 && exponent <= 126;
        } catch (NumberFormatException | ArithmeticException e) {
            return false;
        }
    }

    /**
     * Letters and digits of any script, underscores, hyphens and dots; a dot not first, not last
     * and not after another; and nothing that AWS keeps for itself.
     */
    private static void checkAttributeName(String name) {
        if (name.isEmpty()) {
            throw SqsErrors.invalidParameter(
                    "The request must contain non-empty message attribute name.");
        }
        boolean valid =
                name.length() <= LONGEST_ATTRIBUTE_NAME
                        && name.charAt(0) != '.'
                        && name.charAt(name.length() - 1) != '.'
                        && !name.regionMatches(true, 0, "AWS.", 0, 4)
                        && !name.regionMatches(true, 0, "Amazon.", 0, 7);
        int at = 0;
        while (valid && at < name.length()) {
            int c = name.codePointAt(at);
            valid =
                    Character.isLetterOrDigit(c)
                            || c == '_'
                            || c == '-'
                            || (c == '.' && name.charAt(at - 1) != '.');
            at += Character.charCount(c);
        }
        if (!valid) {
            throw SqsErrors.invalidParameter(
                    "The name of message (user) attribute '"
                            + name
                            + "' is invalid. Attribute names can include A-Z, a-z, 0-9, underscore"
                            + " (_), hyphen (-) and period (.), can be up to 256 characters long,"
                            + " can't start or end with a period, can't have periods in succession"
                            + " and can't start with AWS. or Amazon.");
        }
    }

    /**
     * @return the length in bytes of UTF-8
     */
    private static int checkCharacters(String text, String where) {
        int length = utf8Length(text);
        if (length < 0) {
            throw SqsErrors.invalidParameter(invalidCharacter(text) + where + ALLOWED_CHARACTERS);
        }
        return length;
    }

    private static String invalidCharacter(String text) {
        int at = 0;
        while (allowed(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return "Invalid binary character '#x"
                + Integer.toHexString(text.codePointAt(at)).toUpperCase(Locale.ROOT)
                + "' was found in the ";
    }

    /** The length in bytes of UTF-8, or -1 if there is a character that messages may not have. */
    private static int utf8Length(String text) {
        int length = text.length();
        int ascii = 0;
        while (ascii < length) {
            char c = text.charAt(ascii);
            if (c >= 128 || (c < 32 && c != '\t' && c != '\n' && c != '\r')) {
                break;
            }
            ascii++;
        }
        int bytes = ascii;
        int at = ascii;
        while (at < length) {
            int c = text.codePointAt(at);
            if (!allowed(c)) {
                return -1;
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            at += Character.charCount(c);
        }
        return bytes;
    }

    /**
     * Whether a text is one character or more, all of them printable ones of ASCII: what most
     * bodies are, and soon told.
     *
     * @param utf8 the text
     */
    static boolean isPlain(byte[] utf8) {
        int sign = 0;
        for (byte b : utf8) {
            sign |= b - ' '; // no way out of the loop: so it runs on many bytes at once
        }
        return sign >= 0 && utf8.length > 0;
    }

    /** XML 1.0's characters. A surrogate without its other half is a code point of its own here. */
    private static boolean allowed(int c) {
        return c >= 0x20
                ? c <= 0xD7FF || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF)
                : c == '\t' || c == '\n' || c == '\r';
    }
}
