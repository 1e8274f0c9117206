package dev.antiphon.apigateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Looks into JSON. */
final class Text {
    private static final JsonFactory JSON = new JsonFactory();

    private Text() {}

    /**
     * What is at a place.
     *
     * @param path names with slashes between them
     * @return a text as it is, anything else as JSON, and {@code "(none)"} for nothing
     */
    static String member(String document, String path) {
        try (JsonParser parser = JSON.createParser(document)) {
            JsonToken token = parser.nextToken();
            for (String name : path.split("/")) {
                token = token == JsonToken.START_OBJECT ? enter(parser, name) : null;
            }
            return token == null ? "(none)" : text(parser, token);
        } catch (IOException e) {
            throw new UncheckedIOException(document, e);
        }
    }

    private static @Nullable JsonToken enter(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            JsonToken value = parser.nextToken();
            if (found) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static String text(JsonParser parser, JsonToken token) throws IOException {
        if (token.isScalarValue()) {
            return parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
