package dev.antiphon.sqs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.antiphon.delivery.source.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message as a consumer of the queue is given it.
 *
 * @param nonce of the receive
 */
record QueueRecord(
        MessageKey key,
        long nonce,
        String id,
        byte[] json,
        @Nullable String group,
        int receives,
        String cause,
        @Nullable String traceHeader,
        Instant heldUntil)
        implements SourceRecord {

    /** The same, kept from others until then. */
    QueueRecord until(Instant end) {
        return new QueueRecord(key, nonce, id, json, group, receives, cause, traceHeader, end);
    }

    /**
     * Makes records of messages.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event">Example
     *     events</a>
     */
    static final class Writer {
        private static final JsonFactory FACTORY = new JsonFactory();

        private final LiveQueue queue;
        private final boolean gathered;
        private final String arn;

        /**
         * @param gathered whether batches are gathered over a window of time: only then AWS says
         *     that there is no digest of attributes; else it says nothing of it
         */
        Writer(LiveQueue queue, boolean gathered) {
            this.queue = queue;
            this.gathered = gathered;
            this.arn = queue.definition().arn().toString();
        }

        QueueRecord record(MessageKey key, StoredMessage message, Delivery delivery) {
            String id = message.id().toString();
            return new QueueRecord(
                    key,
                    delivery.nonce(),
                    id,
                    json(id, key, message, delivery),
                    queue.fifo() ? message.groupId() : null,
                    message.earlierReceives() + delivery.receives(),
                    message.cause(),
                    message.traceHeader(),
                    delivery.invisibleUntil());
        }

        private byte[] json(String id, MessageKey key, StoredMessage message, Delivery delivery) {
            try (ByteArrayBuilder bytes = new ByteArrayBuilder(message.body().length + 640);
                    JsonGenerator out = FACTORY.createGenerator(bytes)) {
                out.writeStartObject();
                out.writeStringField("messageId", id);
                out.writeStringField("receiptHandle", ReceiptHandle.of(queue, key, delivery));
                out.writeFieldName("body");
                out.writeUTF8String(message.body(), 0, message.body().length);
                writeSystemAttributes(out, key, message, delivery);
                writeAttributes(out, MessageAttributes.decode(message.attributes()));
                out.writeStringField("md5OfBody", MessageDigests.hex(message.digest()));
                out.writeStringField("eventSource", "aws:sqs");
                out.writeStringField("eventSourceARN", arn);
                out.writeStringField("awsRegion", queue.definition().arn().region());
                out.writeEndObject();
                out.flush();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException("memory takes all that is written to it", e);
            }
        }

        private void writeSystemAttributes(
                JsonGenerator out, MessageKey key, StoredMessage message, Delivery delivery)
                throws IOException {
            out.writeObjectFieldStart("attributes");
            out.writeStringField(
                    "ApproximateReceiveCount",
                    Integer.toString(message.earlierReceives() + delivery.receives()));
            optional(out, "AWSTraceHeader", message.traceHeader());
            out.writeStringField("SentTimestamp", Long.toString(message.sent().toEpochMilli()));
            if (queue.fifo()) {
                out.writeStringField("SequenceNumber", SentMessage.sequenceNumber(key.sequence()));
            }
            optional(out, "MessageGroupId", message.groupId());
            out.writeStringField("SenderId", message.senderId());
            optional(out, "MessageDeduplicationId", message.deduplicationId());
            optional(
                    out,
                    "ApproximateFirstReceiveTimestamp",
                    MessageView.firstReceived(message, delivery));
            optional(out, "DeadLetterQueueSourceArn", message.deadLetterSource());
            out.writeEndObject();
        }

        private static void optional(JsonGenerator out, String name, @Nullable String value)
                throws IOException {
            if (value != null) {
                out.writeStringField(name, value);
            }
        }

        private void writeAttributes(
                JsonGenerator out, Map<String, MessageAttributeValue> attributes)
                throws IOException {
            out.writeObjectFieldStart("messageAttributes");
            for (Map.Entry<String, MessageAttributeValue> entry : attributes.entrySet()) {
                MessageAttributeValue value = entry.getValue();
                out.writeObjectFieldStart(entry.getKey());
                if (value.binaryValue() != null) {
                    out.writeFieldName("binaryValue");
                    out.writeBinary(value.binaryValue().asByteArrayUnsafe());
                }
                optional(out, "stringValue", value.stringValue());
                out.writeArrayFieldStart("stringListValues");
                out.writeEndArray();
                out.writeArrayFieldStart("binaryListValues");
                out.writeEndArray();
                out.writeStringField("dataType", value.dataType());
                out.writeEndObject();
            }
            out.writeEndObject();
            String digest = MessageDigests.ofAttributes(attributes);
            if (digest != null || gathered) {
                out.writeStringField("md5OfMessageAttributes", digest);
            }
        }
    }
}
