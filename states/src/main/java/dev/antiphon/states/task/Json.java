package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.ExactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What goes out to services and endpoints, and what comes back. No digit of a number is lost. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The object that bytes of our own hold. */
    static ObjectNode object(byte[] bytes) {
        try {
            return (ObjectNode) ExactJson.MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a text holds, or null if it is not one JSON value. */
    static @Nullable JsonNode parse(String text) {
        return ExactJson.parse(text);
    }

    static String write(JsonNode node) {
        return ExactJson.write(node);
    }

    static byte[] bytes(JsonNode node) {
        return write(node).getBytes(StandardCharsets.UTF_8);
    }
}
