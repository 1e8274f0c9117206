package dev.antiphon.lambda.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function answers that reports which messages of a batch it has not handled.
 *
 * @param failures the ids of these messages
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 *     errors for an SQS event source</a>
 */
record BatchResponse(Set<String> failures) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FAILURES = "batchItemFailures";
    private static final String IDENTIFIER = "itemIdentifier";
    private static final BatchResponse NONE = new BatchResponse(Set.of());

    /** Reads an answer; null for one that is not as it should be. */
    static @Nullable BatchResponse read(byte[] answer) {
        if (answer.length == 0) {
            return NONE;
        }
        try (JsonParser parser = JSON.createParser(answer)) {
            BatchResponse response =
                    switch (parser.nextToken()) {
                        case VALUE_NULL -> NONE;
                        case START_OBJECT -> object(parser);
                        case null, default -> null;
                    };
            return parser.nextToken() == null ? response : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable BatchResponse object(JsonParser parser) throws IOException {
        Set<String> failures = new HashSet<>();
        boolean valid = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean reported = parser.currentName().equals(FAILURES);
            JsonToken value = parser.nextToken();
            if (reported && value == JsonToken.START_ARRAY) {
                valid &= list(parser, failures);
            } else {
                valid &= !reported || value == JsonToken.VALUE_NULL;
                parser.skipChildren();
            }
        }
        return valid ? new BatchResponse(failures) : null;
    }

    private static boolean list(JsonParser parser, Set<String> failures) throws IOException {
        boolean valid = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String id = null;
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                id = identifier(parser);
            } else {
                parser.skipChildren();
            }
            if (id == null || id.isEmpty()) {
                valid = false;
            } else {
                failures.add(id);
            }
        }
        return valid;
    }

    private static @Nullable String identifier(JsonParser parser) throws IOException {
        String id = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean identifies = parser.currentName().equals(IDENTIFIER);
            if (parser.nextToken() == JsonToken.VALUE_STRING && identifies) {
                id = parser.getText();
            }
            parser.skipChildren();
        }
        return id;
    }
}
