package dev.antiphon.sqs;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The attributes that a user gave a message, as bytes. They are decoded only for a receive that
 * asks for them. No attributes are no bytes.
 */
final class MessageAttributes {
    private static final byte[] NONE = {};

    private MessageAttributes() {}

    static byte[] encode(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return NONE;
        }
        RowWriter out = new RowWriter();
        out.varint(attributes.size());
        attributes.forEach((name, attribute) -> {
            out.text(name).text(attribute.dataType());
            SdkBytes binary = attribute.binaryValue();
            out.bool(binary != null);
            if (binary == null) {
                out.text(attribute.stringValue());
            } else {
                out.bytes(binary.asByteArrayUnsafe());
            }
        });
        return out.toBytes();
    }

    /** In the order in which they were sent. */
    static Map<String, MessageAttributeValue> decode(byte[] encoded) {
        if (encoded.length == 0) {
            return Map.of();
        }
        RowReader in = new RowReader(encoded);
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        for (long left = in.varint(); left > 0; left--) {
            String name = in.text();
            MessageAttributeValue.Builder attribute =
                    MessageAttributeValue.builder().dataType(in.text());
            if (in.bool()) {
                attribute.binaryValue(SdkBytes.fromByteArrayUnsafe(in.bytes()));
            } else {
                attribute.stringValue(in.text());
            }
            attributes.put(name, attribute.build());
        }
        return attributes;
    }
}
