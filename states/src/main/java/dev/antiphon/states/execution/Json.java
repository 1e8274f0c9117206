package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Bulk;
import org.jspecify.annotations.Nullable;

/** How payloads are read and written: as those of tasks, but not without a limit. */
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** What a text holds, or null if it is not one JSON value. */
    static @Nullable JsonNode parse(String text) {
        return dev.antiphon.states.task.Json.parse(text);
    }

    /** What a text holds that was checked, or written, before. */
    static JsonNode read(String text) {
        return dev.antiphon.states.task.Json.read(text);
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
        return dev.antiphon.states.task.Json.write(node);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }
}
