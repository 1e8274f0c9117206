package dev.antiphon.states.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Bulk;
import dev.antiphon.states.expression.ExactJson;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** How payloads are read and written: 1.0 stays 1.0, and no digit of a number is lost. */
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** What a text holds, or null if it is not one JSON value. */
    static @Nullable JsonNode parse(String text) {
        return ExactJson.parse(text);
    }

    /** What a text holds that was checked, or written, before. */
    static JsonNode read(String text) {
        try {
            return ExactJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is too much to write. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    /**
     * @throws TooLarge if it would not be good for the node
     */
    static String write(JsonNode node) {
        if (Bulk.exceeds(node)) {
            throw new TooLarge();
        }
        try {
            return ExactJson.write(node);
        } catch (UncheckedIOException e) {
            throw new TooLarge(); // too deep
        }
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }
}
