package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that was published.
 *
 * @param text as it was published: with structure, one text for each protocol
 * @param structured whether it is that
 * @param groupId on FIFO topics, and where fair queues are to know of tenants
 * @param deduplicationId on FIFO topics
 * @param sequence on FIFO topics; 0 on others
 * @param endpoint how the publisher addressed this server: links lead there
 * @param cause the id under which its way is traced
 */
record Message(
        String id,
        String text,
        boolean structured,
        @Nullable String subject,
        Map<String, Attribute> attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        long sequence,
        Instant published,
        String endpoint,
        @Nullable String traceHeader,
        String cause) {

    private static final String DEFAULT = "default";

    static final RowCodec<Message> CODEC = new Codec();

    /** The texts by protocol, or null for a message that is the same for all. */
    @Nullable ObjectNode texts() {
        return structured ? Json.object(text) : null;
    }

    /**
     * The text for a protocol.
     *
     * @param texts see {@link #texts}
     */
    String text(@Nullable ObjectNode texts, String protocol) {
        if (texts == null) {
            return text;
        }
        return texts.path(protocol).isTextual()
                ? texts.path(protocol).textValue()
                : texts.path(DEFAULT).asText();
    }

    private static final class Codec implements RowCodec<Message> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Message message, RowWriter out) {
            out.text(message.id)
                    .text(message.text)
                    .bool(message.structured)
                    .optionalText(message.subject);
            out.varint(message.attributes.size());
            message.attributes.forEach((name, attribute) ->
                    out.text(name).text(attribute.type()).bytes(attribute.value()));
            out.optionalText(message.groupId)
                    .optionalText(message.deduplicationId)
                    .varint(message.sequence)
                    .varint(message.published.toEpochMilli())
                    .text(message.endpoint)
                    .optionalText(message.traceHeader)
                    .text(message.cause);
        }

        @Override
        public Message read(int version, RowReader in) {
            return new Message(
                    in.text(),
                    in.text(),
                    in.bool(),
                    in.optionalText(),
                    attributes(in),
                    in.optionalText(),
                    in.optionalText(),
                    in.varint(),
                    Instant.ofEpochMilli(in.varint()),
                    in.text(),
                    in.optionalText(),
                    in.text());
        }

        private static Map<String, Attribute> attributes(RowReader in) {
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            for (long left = in.varint(); left > 0; left--) {
                attributes.put(in.text(), new Attribute(in.text(), in.bytes()));
            }
            return attributes;
        }
    }
}
