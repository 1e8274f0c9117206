package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Nodes that a definition stands for without having them in its text. */
final class Json {
    static final ObjectNode EMPTY = JsonNodeFactory.instance.objectNode();

    private Json() {}

    static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }
}
