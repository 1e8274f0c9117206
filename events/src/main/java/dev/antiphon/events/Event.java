package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.events.match.EventFields;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event on a bus.
 *
 * @param tree the whole event; nobody changes it
 * @param body the same as UTF-8
 * @param ingested when the bus took it
 * @param traceHeader the value of {@code X-Amzn-Trace-Id} that came with it, if any
 * @param hops over how many buses it has come before this one
 */
record Event(
        String id,
        JsonNode tree,
        byte[] body,
        Instant ingested,
        @Nullable String traceHeader,
        int hops) {

    private static final List<String> REQUIRED =
            List.of("id", "detail-type", "source", "account", "time", "region");

    /** The parts of an event that comes from outside or from a service. */
    record Parts(
            String detailType,
            String source,
            String account,
            Instant time,
            String region,
            List<String> resources,
            JsonNode detail) {}

    static Event of(String id, Parts parts, Instant ingested, @Nullable String traceHeader) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("version", "0");
        tree.put("id", id);
        tree.put("detail-type", parts.detailType);
        tree.put("source", parts.source);
        tree.put("account", parts.account);
        tree.put("time", timestamp(parts.time));
        tree.put("region", parts.region);
        parts.resources.forEach(tree.putArray("resources")::add);
        tree.set("detail", parts.detail);
        return new Event(id, tree, Json.bytes(tree), ingested, traceHeader, 0);
    }

    /** An event that is whole already, or null if it is none. */
    static @Nullable Event read(
            byte[] body, Instant ingested, @Nullable String traceHeader, int hops) {
        JsonNode tree = Json.parse(body);
        return tree != null && whole(tree)
                ? new Event(tree.get("id").textValue(), tree, body, ingested, traceHeader, hops)
                : null;
    }

    /** Whether it has what every event has. */
    static boolean whole(JsonNode tree) {
        return tree.isObject() && REQUIRED.stream().allMatch(name -> tree.path(name).isTextual());
    }

    EventFields fields() {
        return EventFields.of(tree);
    }

    /** To the second: that is all that events tell. */
    static String timestamp(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
    }
}
