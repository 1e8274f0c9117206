package dev.antiphon.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.delivery.Trace;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.UrlEncoded;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /_antiphon/events/ID}: the way of an event or message: which rules or subscriptions it
 * was held against, which matched, why the others did not, and every attempt to deliver it.
 */
final class EventsPage {
    static final String PATH = "/_antiphon/events/";

    private final Trail trail;

    EventsPage(Trail trail) {
        this.trail = trail;
    }

    HttpAnswer show(String path) {
        String id = UrlEncoded.decodePath(path.substring(PATH.length()));
        List<Trace> steps = trail.of(id);
        if (steps.isEmpty()) {
            return JsonAnswer.of(
                    404,
                    json ->
                            json.writeStringField(
                                    "message",
                                    "Nothing is known of an event or message "
                                            + id
                                            + ": it never was, or is longer ago than is kept."));
        }
        return JsonAnswer.of(
                200,
                json -> {
                    json.writeStringField("id", id);
                    json.writeArrayFieldStart("routed");
                    for (Trace step : steps) {
                        if (step instanceof Trace.Routed routed) {
                            write(json, routed);
                        }
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("attempts");
                    for (Trace step : steps) {
                        if (step instanceof Trace.Attempted attempted) {
                            write(json, attempted);
                        }
                    }
                    json.writeEndArray();
                });
    }

    private static void write(JsonGenerator json, Trace.Routed routed) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", routed.at());
        json.writeStringField("time", routed.time().toString());
        json.writeArrayFieldStart("verdicts");
        for (Trace.Verdict verdict : routed.verdicts().list()) {
            json.writeStartObject();
            json.writeStringField("arn", verdict.arn());
            json.writeBooleanField("matched", verdict.matched());
            optional(json, "reason", verdict.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Trace.Attempted attempted) throws IOException {
        json.writeStartObject();
        json.writeStringField("origin", attempted.origin());
        json.writeStringField("target", attempted.target());
        json.writeStringField("time", attempted.time().toString());
        json.writeNumberField("attempt", attempted.attempt());
        json.writeBooleanField("succeeded", attempted.error() == null);
        optional(json, "error", attempted.error());
        Instant next = attempted.next();
        optional(json, "nextAttempt", next == null ? null : next.toString());
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
