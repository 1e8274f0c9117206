package dev.antiphon.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An answer of one JSON object. */
final class JsonAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes the fields of the object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonAnswer() {}

    /** A refusal. */
    static HttpAnswer of(AwsException error) {
        return of(
                error.status(),
                json -> {
                    json.writeStringField("code", error.code());
                    json.writeStringField("message", error.text());
                });
    }

    static HttpAnswer of(int status, Fields fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpAnswer(
                status,
                List.of(new Header("content-type", "application/json")),
                body.toByteArray());
    }
}
