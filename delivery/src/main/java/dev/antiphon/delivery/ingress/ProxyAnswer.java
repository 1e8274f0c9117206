package dev.antiphon.delivery.ingress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.antiphon.delivery.OutsideCall.Header;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function's answer means as one to HTTP: payload format 2.0. An object with a {@code
 * statusCode} says all by itself; anything else is a body of JSON with status 200.
 */
public final class ProxyAnswer {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxStringLength(16 << 20).build())
                    .build();

    private @Nullable Integer status;
    private final List<Header> headers = new ArrayList<>();
    private String body = "";
    private boolean base64;
    private boolean typed;

    private ProxyAnswer() {}

    /**
     * @param returned what the function returned
     * @return null if it means nothing, or has headers that HTTP does not: the gateway answers with
     *     an error of its own then
     */
    public static @Nullable IngressAnswer of(byte[] returned) {
        ProxyAnswer answer = new ProxyAnswer();
        try (JsonParser parser = JSON.createParser(returned)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.VALUE_STRING) {
                return IngressAnswer.json(200, parser.getText());
            }
            if (first == JsonToken.START_OBJECT) {
                answer.read(parser);
            }
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        return answer.status == null
                ? IngressAnswer.json(200, new String(returned, StandardCharsets.UTF_8))
                : answer.finished(answer.status);
    }

    /**
     * What a function says before the body of a response that it streams: status, headers and
     * cookies.
     *
     * @return an answer without a body, or null if it means nothing
     */
    public static @Nullable IngressAnswer head(byte[] prelude) {
        ProxyAnswer answer = new ProxyAnswer();
        try (JsonParser parser = JSON.createParser(prelude)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            answer.read(parser);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        if (!answer.typed) {
            answer.headers.add(new Header("content-type", "application/octet-stream"));
        }
        return new IngressAnswer(
                answer.status == null ? 200 : answer.status, answer.headers, new byte[0]);
    }

    private void read(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "statusCode" -> status = status(parser);
                case "headers" -> headers(parser, value);
                case "cookies" -> cookies(parser, value);
                case "body" -> body = text(parser, value);
                case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                default -> parser.skipChildren();
            }
        }
    }

    private static int status(JsonParser parser) throws IOException {
        int status = parser.getValueAsInt(-1);
        if (status < 200 || status > 599) { // what is below 200 is no answer yet
            throw new IllegalArgumentException("no status: " + status);
        }
        return status;
    }

    private void headers(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String text = text(parser, parser.nextToken());
            typed |= name.equalsIgnoreCase("content-type");
            headers.add(new Header(name, text));
        }
    }

    private void cookies(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            headers.add(new Header("set-cookie", text(parser, next)));
        }
    }

    /** A text as it is, anything else as JSON. */
    private static String text(JsonParser parser, JsonToken value) throws IOException {
        if (value.isScalarValue()) {
            return value == JsonToken.VALUE_NULL ? "" : parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    private @Nullable IngressAnswer finished(int code) {
        byte[] bytes;
        try {
            bytes =
                    base64
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (!typed) {
            headers.add(new Header("content-type", "application/json"));
        }
        List<Header> sendable = AnswerHeaders.sendable(headers);
        return sendable == null ? null : new IngressAnswer(code, sendable, bytes);
    }
}
