package dev.antiphon.wire.protocol;

import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.RestOutput;
import dev.antiphon.wire.codec.Structure;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Events as messages of a stream: each with headers of its own, and checksums.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream</a>
 */
final class EventMessages {
    static final Header CONTENT_TYPE = Headers.contentType("application/vnd.amazon.eventstream");

    /** The SDK's classes of events are named so, and have their names in the model after it. */
    private static final String CLASS_PREFIX = "Default";

    private static final int OK = 200;

    private EventMessages() {}

    static byte[] encode(Structure structure, SdkPojo event) {
        RestOutput output = RestOutput.of(structure, event, OK);
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":event-type", HeaderValue.fromString(name(structure)));
        headers.put(
                ":content-type",
                HeaderValue.fromString(
                        output.json() ? "application/json" : "application/octet-stream"));
        headers.put(":message-type", HeaderValue.fromString("event"));
        ByteBuffer message = new Message(headers, output.body()).toByteBuffer();
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }

    private static String name(Structure structure) {
        String name = structure.name();
        return name.startsWith(CLASS_PREFIX) ? name.substring(CLASS_PREFIX.length()) : name;
    }
}
