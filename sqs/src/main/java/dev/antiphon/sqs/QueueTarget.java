package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** Queues as targets of topics, rules, schedules and dead letters. */
public final class QueueTarget implements TargetType {
    @Override
    public String service() {
        return QueueArn.SERVICE;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        QueueArn arn = QueueArn.parse(delivery.target());
        LiveQueue queue = arn == null ? null : Queues.find(tx, arn);
        if (arn == null || queue == null) {
            return Attempt.refused(
                    "NO_RESOURCE", "The queue " + delivery.target() + " does not exist.");
        }
        NewMessage message = message(queue, delivery);
        try {
            message.check(queue.definition(), size(message, delivery.content()));
        } catch (AwsException e) {
            return Attempt.refused("INVALID_PARAMETER", e.text());
        }
        SentMessage.deliver(tx, queue, message, delivery.content().body(), sender(arn, delivery));
        return Attempt.taken();
    }

    private static int size(NewMessage message, Content content) {
        byte[] body = content.body();
        return content.attributes().isEmpty() && MessageRules.isPlain(body)
                ? body.length
                : message.size();
    }

    private static NewMessage message(LiveQueue queue, Delivery delivery) {
        Content content = delivery.content();
        String group = content.parameters().get(Content.MESSAGE_GROUP_ID);
        String deduplication = content.parameters().get(Content.MESSAGE_DEDUPLICATION_ID);
        if (queue.fifo() && delivery.origin().kind() == Origin.Kind.DEAD_LETTER) {
            // It must not be refused here of all places: alone in its group, and never a
            // repetition.
            String id = idOf(delivery);
            group = group == null ? id : group;
            deduplication = deduplication == null ? id : deduplication;
        }
        return new NewMessage(
                new String(content.body(), StandardCharsets.UTF_8),
                null,
                attributes(content.attributes()),
                trace(delivery.traceHeader()),
                queue.fifo() ? deduplication : null,
                group);
    }

    /** As long as group and deduplication ids may be. */
    private static String idOf(Delivery delivery) {
        String cause = delivery.cause();
        return cause.length() <= 128 ? cause : cause.substring(0, 128);
    }

    private static Map<String, MessageAttributeValue> attributes(
            Map<String, Attribute> attributes) {
        if (attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> values.put(name, value(attribute)));
        return values;
    }

    private static MessageAttributeValue value(Attribute attribute) {
        MessageAttributeValue.Builder value =
                MessageAttributeValue.builder().dataType(attribute.type());
        return attribute.binary()
                ? value.binaryValue(SdkBytes.fromByteArrayUnsafe(attribute.value())).build()
                : value.stringValue(attribute.string()).build();
    }

    private static Map<String, MessageSystemAttributeValue> trace(@Nullable String header) {
        return header == null
                ? Map.of()
                : Map.of(
                        MessageRules.TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(header)
                                .build());
    }

    private static Caller sender(QueueArn queue, Delivery delivery) {
        return new Caller(
                queue.account(),
                queue.region(),
                Caller.ANONYMOUS,
                "",
                delivery.cause(),
                delivery.traceHeader());
    }
}
