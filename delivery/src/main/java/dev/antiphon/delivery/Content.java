package dev.antiphon.delivery;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a target is to get.
 *
 * @param body a message's body, an event, a function's payload, as UTF-8
 * @param attributes message attributes, for queues and topics; in order
 * @param parameters what only some kinds of target know, by the names below or a kind's own
 */
public record Content(
        byte[] body, Map<String, Attribute> attributes, Map<String, String> parameters) {
    /** For queues and FIFO topics: the message group. */
    public static final String MESSAGE_GROUP_ID = "MessageGroupId";

    /** For FIFO queues and topics. Where it is missing, the id follows from the content. */
    public static final String MESSAGE_DEDUPLICATION_ID = "MessageDeduplicationId";

    /** For topics. */
    public static final String SUBJECT = "Subject";

    /**
     * What stands in the body for the number of the attempt, counted from 1, if anything does. A
     * target sees the number.
     */
    public static final String ATTEMPT_NUMBER = "AttemptNumber";

    /** For buses: the source of a new event, whose detail is the body. */
    public static final String SOURCE = "Source";

    /** For buses: the detail type of a new event. */
    public static final String DETAIL_TYPE = "DetailType";

    /** For buses: the resources of a new event, parted by line breaks. */
    public static final String RESOURCES = "Resources";

    /**
     * For functions: the digest of the key for which the function is to succeed once only, as the
     * sender compares keys. Another sender's is another key.
     */
    public static final String IDEMPOTENCY_KEY = "IdempotencyKey";

    /** For functions, with a key: how long a success is remembered, in seconds. */
    public static final String IDEMPOTENCY_WINDOW = "IdempotencyWindow";

    /**
     * With what the resource of an address begins that requests are sent to which an EventBridge
     * connection authorizes; the connection's own resource follows. Attributes are headers.
     */
    public static final String HTTP_INVOKE = "http-invoke";

    /** For such requests: the method. */
    public static final String HTTP_METHOD = "Method";

    /** For such requests: the URL. */
    public static final String HTTP_URL = "Url";

    /** For such requests: the ARN of the connection. */
    public static final String HTTP_CONNECTION = "Connection";

    public static Content of(byte[] body) {
        return new Content(body, Map.of(), Map.of());
    }

    public static Content of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more parameter. */
    public Content with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new Content(body, attributes, more);
    }

    boolean countsAttempts() {
        return parameters.containsKey(ATTEMPT_NUMBER);
    }

    /** As an attempt shows it to the target. */
    Content ofAttempt(int number) {
        String placeholder = parameters.get(ATTEMPT_NUMBER);
        if (placeholder == null) {
            return this;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return new Content(
                text.replace(placeholder, Integer.toString(number))
                        .getBytes(StandardCharsets.UTF_8),
                attributes,
                parameters);
    }

    void write(RowWriter out) {
        out.bytes(body);
        Attribute.write(attributes, out);
        out.texts(parameters);
    }

    static Content read(RowReader in) {
        return new Content(in.bytes(), Attribute.read(in), in.namedTexts());
    }
}
