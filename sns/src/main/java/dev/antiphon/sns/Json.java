package dev.antiphon.sns;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON documents inside of attributes and messages. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Reads one document, which nothing may follow. */
    private static final ObjectReader READER =
            MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The document that a text holds, or null if it holds none. */
    static @Nullable JsonNode read(String text) {
        try {
            JsonNode node = READER.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The object that a text holds, or null if it is not exactly one JSON object. */
    static @Nullable ObjectNode object(String text) {
        return read(text) instanceof ObjectNode object ? object : null;
    }

    static JsonParser parser(String text) throws IOException {
        return MAPPER.getFactory().createParser(text);
    }

    /** As compact as it gets. */
    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }

    static String write(Map<String, String> object) {
        ObjectNode node = object();
        object.forEach(node::put);
        return write(node);
    }

    /** A text as it stands between the quotes of a JSON string. */
    static char[] quoted(String text) {
        return ENCODER.quoteAsString(text);
    }
}
