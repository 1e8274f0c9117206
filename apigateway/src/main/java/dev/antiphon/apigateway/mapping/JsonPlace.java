package dev.antiphon.apigateway.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document: JSONPath without recursion, wildcards and filters. The document is
 * read up to that place and not made into objects.
 *
 * @param steps names of members and indexes of items
 */
record JsonPlace(List<Step> steps) {
    /** What is behind this in a body is not seen. */
    private static final int SEEN = 100 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]*?()]+)|\\[(\\d{1,9})]|\\[(['\"])(.+?)\\3]");

    /** One step. */
    sealed interface Step {
        record Member(String name) implements Step {}

        record Item(int index) implements Step {}
    }

    /**
     * @param path such as {@code .orders[0].id}
     * @throws IllegalArgumentException if it is none
     */
    static JsonPlace parse(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("no path: " + path);
            }
            if (step.group(1) != null) {
                steps.add(new Step.Member(step.group(1)));
            } else if (step.group(2) != null) {
                steps.add(new Step.Item(Integer.parseInt(step.group(2))));
            } else {
                steps.add(new Step.Member(step.group(4)));
            }
            at = step.end();
        }
        return new JsonPlace(List.copyOf(steps));
    }

    /** A text as it is, anything else as JSON; null where there is nothing, or no JSON. */
    @Nullable String find(byte[] document) {
        try (JsonParser parser = JSON.createParser(document, 0, Math.min(document.length, SEEN))) {
            JsonToken token = parser.nextToken();
            for (Step step : steps) {
                token = enter(parser, token, step);
            }
            return token == null ? null : text(parser, token);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable JsonToken enter(JsonParser parser, @Nullable JsonToken at, Step step)
            throws IOException {
        return switch (step) {
            case Step.Member(String name) when at == JsonToken.START_OBJECT -> member(parser, name);
            case Step.Item(int index) when at == JsonToken.START_ARRAY -> item(parser, index);
            case Step.Member member -> null;
            case Step.Item item -> null;
        };
    }

    private static @Nullable JsonToken member(JsonParser parser, String name) throws IOException {
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

    private static @Nullable JsonToken item(JsonParser parser, int index) throws IOException {
        JsonToken value = parser.nextToken();
        for (int left = index; left > 0 && value != JsonToken.END_ARRAY; left--) {
            parser.skipChildren();
            value = parser.nextToken();
        }
        return value == JsonToken.END_ARRAY ? null : value;
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (value.isScalarValue()) {
            return parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
