package dev.antiphon.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.UrlEncoded;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /_antiphon/deliveries?target=ARN&limit=N}: the deliveries that wait for an attempt or
 * its outcome, those whose next attempt is the nearest first.
 */
final class DeliveriesPage {
    static final String PATH = "/_antiphon/deliveries";

    private static final int LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private final AllPartitions partitions;
    private final Deliveries deliveries;

    DeliveriesPage(AllPartitions partitions, Deliveries deliveries) {
        this.partitions = partitions;
        this.deliveries = deliveries;
    }

    HttpAnswer show(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        UrlEncoded.parse(query == null ? "" : query, parameters::put);
        String target = parameters.get("target");
        String asked = parameters.getOrDefault("limit", "" + LIMIT);
        if (!asked.matches("[0-9]{1,4}")) {
            return JsonAnswer.of(
                    400,
                    json ->
                            json.writeStringField(
                                    "message", "limit must be a number up to " + HIGHEST_LIMIT));
        }
        int limit = Math.min(HIGHEST_LIMIT, Integer.parseInt(asked));
        List<Deliveries.Pending> pending =
                partitions.ask(tx -> deliveries.pending(tx, target, limit)).stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Deliveries.Pending::next))
                        .limit(limit)
                        .toList();
        return JsonAnswer.of(
                200,
                json -> {
                    json.writeArrayFieldStart("deliveries");
                    for (Deliveries.Pending delivery : pending) {
                        write(json, delivery);
                    }
                    json.writeEndArray();
                });
    }

    private static void write(JsonGenerator json, Deliveries.Pending delivery) throws IOException {
        json.writeStartObject();
        json.writeStringField("target", delivery.target());
        json.writeStringField("origin", delivery.origin());
        json.writeStringField("cause", delivery.cause());
        json.writeStringField("created", delivery.created().toString());
        json.writeNumberField("attempts", delivery.attempts());
        json.writeStringField("state", delivery.underWay() ? "under way" : "waiting");
        json.writeStringField("nextAttempt", delivery.next().toString());
        json.writeStringField("lastError", delivery.lastError());
        json.writeEndObject();
    }
}
