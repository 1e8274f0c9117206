package dev.antiphon.lambda.invocation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a function that failed returned: JSON with {@code errorMessage} and {@code errorType}. */
final class FunctionError {
    private static final JsonFactory JSON = new JsonFactory();

    private FunctionError() {}

    /** The error's text, or null where the payload has none. */
    static @Nullable String message(String payload) {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("errorMessage")) {
                    return parser.getValueAsString();
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            return null; // a runtime of the user's may answer anything
        }
    }
}
