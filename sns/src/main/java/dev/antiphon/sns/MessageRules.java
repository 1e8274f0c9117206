package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.antiphon.delivery.Attribute;
import java.math.BigDecimal;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What a message may be.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message
 *     attributes</a>
 */
final class MessageRules {
    private static final int LONGEST_SUBJECT = 100;
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NAME = 256;
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    private static final String ARRAY = "String.Array";

    private MessageRules() {}

    static void checkSubject(String subject) {
        boolean valid =
                !subject.isBlank()
                        && subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                        && subject.chars().allMatch(c -> c >= ' ' && c != 127);
        if (!valid) {
            throw SnsErrors.invalidParameter("Subject");
        }
    }

    /** Message groups and deduplication ids. */
    static void checkId(String parameter, String id) {
        boolean valid = !id.isEmpty() && id.length() <= LONGEST_ID;
        for (int i = 0; valid && i < id.length(); i++) {
            valid = id.charAt(i) > ' ' && id.charAt(i) < 127;
        }
        if (!valid) {
            throw SnsErrors.invalidParameter(
                    parameter,
                    "can only include alphanumeric and punctuation characters, 1 to 128 in"
                            + " length");
        }
    }

    /**
     * @param given as sent
     * @param attributes the same, where they have values
     * @return what they add to the size of the message: names, types and values in bytes
     * @throws dev.antiphon.api.AwsException ParameterValueInvalid
     */
    static int checkAttributes(
            Map<String, MessageAttributeValue> given, Map<String, Attribute> attributes) {
        for (String name : given.keySet()) {
            if (!attributes.containsKey(name)) {
                throw SnsErrors.invalidAttribute(
                        "The message attribute '"
                                + name
                                + "' must contain non-empty message attribute value for message"
                                + " attribute type '"
                                + given.get(name).dataType()
                                + "'.");
            }
        }
        int size = 0;
        for (Map.Entry<String, Attribute> each : attributes.entrySet()) {
            checkName(each.getKey());
            check(each.getKey(), each.getValue());
            size +=
                    utf8Length(each.getKey())
                            + each.getValue().type().length()
                            + each.getValue().value().length;
        }
        return size;
    }

    private static void checkName(String name) {
        boolean valid =
                !name.isEmpty()
                        && name.length() <= LONGEST_NAME
                        && name.charAt(0) != '.'
                        && name.charAt(name.length() - 1) != '.'
                        && !name.contains("..")
                        && !name.regionMatches(true, 0, "AWS.", 0, 4)
                        && !name.regionMatches(true, 0, "Amazon.", 0, 7)
                        && name.codePoints()
                                .allMatch(c ->
                                        Character.isLetterOrDigit(c)
                                                || c == '_'
                                                || c == '-'
                                                || c == '.');
        if (!valid) {
            throw SnsErrors.invalidAttribute(
                    "Invalid non-alphanumeric character in the name of the message attribute '"
                            + name
                            + "'.");
        }
    }

    private static void check(String name, Attribute attribute) {
        String type = attribute.type();
        if (!ofType(type, "String") && !ofType(type, "Number") && !ofType(type, "Binary")) {
            throw SnsErrors.invalidAttribute(
                    "The message attribute '"
                            + name
                            + "' has an invalid message attribute type, the set of supported type"
                            + " prefixes is Binary, Number, and String.");
        }
        if (attribute.value().length == 0) {
            throw SnsErrors.invalidAttribute(
                    "The message attribute '"
                            + name
                            + "' must contain non-empty message attribute value for message"
                            + " attribute type '"
                            + type
                            + "'.");
        }
        if (ofType(type, "Number")) {
            checkNumber(name, attribute.string());
        }
        if (type.equals(ARRAY)) {
            checkArray(name, attribute.string());
        }
    }

    /** A type, or one with a label of the user's. */
    private static boolean ofType(String type, String prefix) {
        return type.equals(prefix)
                || (type.startsWith(prefix)
                        && type.length() > prefix.length() + 1
                        && type.charAt(prefix.length()) == '.');
    }

    private static void checkNumber(String name, String value) {
        try {
            if (new BigDecimal(value).abs().compareTo(BILLION) <= 0) {
                return;
            }
        } catch (NumberFormatException e) {
            // Answered below like one that is too large.
        }
        throw SnsErrors.invalidAttribute(
                "Could not cast message attribute '" + name + "' value to number.");
    }

    private static void checkArray(String name, String value) {
        boolean valid =
                Json.read(value) instanceof ArrayNode array
                        && array.valueStream().allMatch(JsonNode::isValueNode);
        if (!valid) {
            throw SnsErrors.invalidAttribute(
                    "Message attribute '"
                            + name
                            + "' with type 'String.Array' must be an array of"
                            + " strings, numbers, booleans or nulls.");
        }
    }

    /** The length of a text in bytes of UTF-8. */
    static int utf8Length(String text) {
        int bytes = 0;
        int length = text.length();
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && at + 1 < length) {
                bytes += 4;
                at++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
