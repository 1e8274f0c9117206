package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * A message as somebody wants to publish it, alone or in a batch.
 *
 * @param endpoint how the publisher addressed this server, or null where it is another service
 * @param cause the id under which its way is traced already, or null
 */
record NewMessage(
        @Nullable String text,
        @Nullable String structure,
        @Nullable String subject,
        Map<String, MessageAttributeValue> given,
        Map<String, Attribute> attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable String endpoint,
        @Nullable String traceHeader,
        @Nullable String cause) {

    static NewMessage of(PublishRequest request, Caller caller) {
        return new NewMessage(
                request.message(),
                request.messageStructure(),
                request.subject(),
                request.messageAttributes(),
                attributes(request.messageAttributes()),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                caller.endpoint(),
                caller.traceHeader(),
                null);
    }

    static NewMessage of(PublishBatchRequestEntry entry, Caller caller) {
        return new NewMessage(
                entry.message(),
                entry.messageStructure(),
                entry.subject(),
                entry.messageAttributes(),
                attributes(entry.messageAttributes()),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                caller.endpoint(),
                caller.traceHeader(),
                null);
    }

    /** What another service delivers to a topic. */
    static NewMessage of(Delivery delivery) {
        Content content = delivery.content();
        Map<String, String> parameters = content.parameters();
        return new NewMessage(
                new String(content.body(), StandardCharsets.UTF_8),
                null,
                parameters.get(Content.SUBJECT),
                Map.of(),
                content.attributes(),
                parameters.get(Content.MESSAGE_GROUP_ID),
                parameters.get(Content.MESSAGE_DEDUPLICATION_ID),
                null,
                delivery.traceHeader(),
                delivery.cause());
    }

    private static Map<String, Attribute> attributes(Map<String, MessageAttributeValue> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            Attribute attribute = attribute(value);
            if (attribute != null) {
                attributes.put(name, attribute);
            }
        });
        return attributes;
    }

    /** Null for one without a value, which {@link #check} refuses. */
    private static @Nullable Attribute attribute(MessageAttributeValue value) {
        String type = String.valueOf(value.dataType());
        if (value.binaryValue() != null) {
            return new Attribute(type, value.binaryValue().asByteArrayUnsafe());
        }
        return value.stringValue() == null
                ? null
                : new Attribute(type, value.stringValue().getBytes(StandardCharsets.UTF_8));
    }

    /** Its text, once it has been checked. */
    String checkedText() {
        return text == null ? "" : text;
    }

    boolean structured() {
        return structure != null;
    }

    /**
     * Checks all that does not depend on the topic.
     *
     * @return its size in bytes, with its attributes
     * @throws dev.antiphon.api.AwsException if it cannot be published at all
     */
    int check() {
        if (text == null || text.isEmpty()) {
            throw SnsErrors.invalidParameter("Empty message");
        }
        if (subject != null) {
            MessageRules.checkSubject(subject);
        }
        if (structure != null) {
            checkStructure(text, structure);
        }
        return MessageRules.utf8Length(text) + MessageRules.checkAttributes(given, attributes);
    }

    private static void checkStructure(String text, String structure) {
        if (!structure.equals("json")) {
            throw SnsErrors.invalidParameter("MessageStructure");
        }
        ObjectNode texts = Json.object(text);
        if (texts == null) {
            throw SnsErrors.invalidParameter(
                    "Message Structure - JSON message body failed to parse");
        }
        if (!texts.path("default").isTextual()) {
            throw SnsErrors.invalidParameter(
                    "Message Structure - No default entry in JSON message body");
        }
    }

    /**
     * Checks what depends on the topic.
     *
     * @param size see {@link #check}
     * @throws dev.antiphon.api.AwsException if it cannot be published to this one
     */
    void check(Topic topic, int size) {
        if (size > topic.attributes().maximumMessageSize()) {
            throw SnsErrors.invalidParameter("Message too long");
        }
        if (groupId != null) {
            MessageRules.checkId("MessageGroupId", groupId);
        }
        if (!topic.fifo()) {
            if (deduplicationId != null) {
                throw SnsErrors.invalidParameter(
                        "MessageDeduplicationId",
                        "The request includes MessageDeduplicationId parameter that is not valid"
                                + " for this topic type");
            }
            return;
        }
        if (groupId == null) {
            throw SnsErrors.invalidParameter(
                    "The MessageGroupId parameter is required for FIFO topics");
        }
        if (deduplicationId != null) {
            MessageRules.checkId("MessageDeduplicationId", deduplicationId);
        } else if (!topic.attributes().contentBasedDeduplication()) {
            throw SnsErrors.invalidParameter(
                    "The topic should either have ContentBasedDeduplication enabled or"
                            + " MessageDeduplicationId provided explicitly");
        }
    }
}
