package dev.antiphon.lambda.invocation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.Ending;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a destination is told of an asynchronous invocation.
 *
 * @param functionArn with the version
 * @param event that it was invoked with
 */
record InvocationRecord(
        Instant time,
        String requestId,
        String functionArn,
        String version,
        byte[] event,
        Ending ending) {
    private static final JsonFactory JSON = new JsonFactory();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    boolean succeeded() {
        return ending instanceof Ending.Taken;
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            json.writeStringField("timestamp", TIME.format(time));
            json.writeObjectFieldStart("requestContext");
            json.writeStringField("requestId", requestId);
            json.writeStringField("functionArn", functionArn);
            json.writeStringField("condition", condition());
            json.writeNumberField("approximateInvokeCount", invocations());
            json.writeEndObject();
            value(json, "requestPayload", event);
            response(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return text.toString();
    }

    private String condition() {
        return switch (ending) {
            case Ending.Taken taken -> "Success";
            case Ending.GivenUp refused ->
                    switch (refused.code()) {
                        case InvocationErrors.LOOP -> "RecursiveInvocation";
                        case InvocationErrors.OFF -> InvocationErrors.OFF;
                        default ->
                                refused.condition() == null
                                                || refused.condition()
                                                        .equals("MaximumRetryAttempts")
                                        ? "RetriesExhausted"
                                        : "EventAgeExceeded";
                    };
        };
    }

    /** Of the attempts those that reached the function. */
    private int invocations() {
        return switch (ending) {
            case Ending.Taken taken -> taken.attempts();
            case Ending.GivenUp refused ->
                    InvocationErrors.ofFunction(refused.code())
                            ? refused.attempts()
                            : refused.attempts() - 1;
        };
    }

    private void response(JsonGenerator json) throws IOException {
        switch (ending) {
            case Ending.Taken(int attempts, Answer answer, _) -> {
                context(json, null);
                value(
                        json,
                        "responsePayload",
                        answer instanceof Answer.Response response
                                ? response.body()
                                : EventPayload.EMPTY);
            }
            case Ending.GivenUp refused -> {
                if (InvocationErrors.ofFunction(refused.code())) {
                    context(json, refused.code());
                    value(
                            json,
                            "responsePayload",
                            refused.message().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void context(JsonGenerator json, @Nullable String error) throws IOException {
        json.writeObjectFieldStart("responseContext");
        json.writeNumberField("statusCode", 200);
        json.writeStringField("executedVersion", version);
        if (error != null) {
            json.writeStringField("functionError", error);
        }
        json.writeEndObject();
    }

    /** As it is where it is JSON, else as a text. */
    private static void value(JsonGenerator json, String name, byte[] payload) throws IOException {
        String text = new String(payload, StandardCharsets.UTF_8);
        json.writeFieldName(name);
        if (EventPayload.isJson(payload)) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }
}
