package dev.antiphon.compat;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Attributes of messages. */
final class Attribute {
    private Attribute() {}

    static MessageAttributeValue text(String value) {
        return text("String", value);
    }

    static MessageAttributeValue number(String value) {
        return text("Number", value);
    }

    static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    static MessageAttributeValue binary(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageAttributeValue binary(byte[] bytes) {
        return MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(bytes))
                .build();
    }
}
