package dev.antiphon.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.wire.HttpAnswer;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The messages of a queue as JSON, with the names and the nesting of the Query protocol. */
final class MessagesJson {
    private MessagesJson() {}

    static HttpAnswer of(ReceiveMessageResponse response, String requestId) {
        return JsonAnswer.of(
                200,
                json -> {
                    json.writeObjectFieldStart("ReceiveMessageResponse");
                    if (response.messages().isEmpty()) {
                        json.writeNullField("ReceiveMessageResult");
                    } else {
                        json.writeObjectFieldStart("ReceiveMessageResult");
                        json.writeArrayFieldStart("Message");
                        for (Message message : response.messages()) {
                            write(json, message);
                        }
                        json.writeEndArray();
                        json.writeEndObject();
                    }
                    json.writeObjectFieldStart("ResponseMetadata");
                    json.writeStringField("RequestId", requestId);
                    json.writeEndObject();
                    json.writeEndObject();
                });
    }

    private static void write(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("MessageId", message.messageId());
        json.writeStringField("MD5OfBody", message.md5OfBody());
        json.writeStringField("Body", message.body());
        json.writeArrayFieldStart("Attribute");
        for (Map.Entry<String, String> attribute : message.attributesAsStrings().entrySet()) {
            json.writeStartObject();
            json.writeStringField("Name", attribute.getKey());
            json.writeStringField("Value", attribute.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (message.hasMessageAttributes()) {
            json.writeStringField("MD5OfMessageAttributes", message.md5OfMessageAttributes());
            json.writeArrayFieldStart("MessageAttribute");
            for (var attribute : message.messageAttributes().entrySet()) {
                json.writeStartObject();
                json.writeStringField("Name", attribute.getKey());
                json.writeObjectFieldStart("Value");
                write(json, attribute.getValue());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, MessageAttributeValue value) throws IOException {
        json.writeStringField("DataType", value.dataType());
        if (value.binaryValue() != null) {
            json.writeBinaryField("BinaryValue", value.binaryValue().asByteArray());
        } else {
            json.writeStringField("StringValue", value.stringValue());
        }
    }
}
