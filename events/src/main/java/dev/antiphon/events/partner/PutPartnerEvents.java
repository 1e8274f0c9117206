package dev.antiphon.events.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.Injection;
import dev.antiphon.events.Json;
import dev.antiphon.service.Command;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsResultEntry;

/**
 * A partner puts events on the buses of its sources' customers. They are taken or refused one by
 * one; an event of a source that is not active is taken, and nobody sees it.
 */
final class PutPartnerEvents implements Command<PutPartnerEventsRequest, PutPartnerEventsResponse> {
    @Override
    public String entity(PutPartnerEventsRequest request, Caller caller) {
        String source = request.entries().getFirst().source();
        return PartnerSource.arn(caller.region(), Objects.requireNonNullElse(source, "none"));
    }

    @Override
    public Outcome<PutPartnerEventsResponse> handle(
            Tx tx, PutPartnerEventsRequest request, Caller caller) {
        List<PutPartnerEventsResultEntry> results = new ArrayList<>();
        int failed = 0;
        for (PutPartnerEventsRequestEntry entry : request.entries()) {
            PutPartnerEventsResultEntry result = put(tx, entry, caller);
            failed += result.errorCode() == null ? 0 : 1;
            results.add(result);
        }
        return Outcome.reply(
                PutPartnerEventsResponse.builder()
                        .entries(results)
                        .failedEntryCount(failed)
                        .build());
    }

    private static PutPartnerEventsResultEntry put(
            Tx tx, PutPartnerEventsRequestEntry entry, Caller caller) {
        for (String name : List.of("Source", "DetailType", "Detail")) {
            String value = entry.getValueForField(name, String.class).orElse("");
            if (value.isEmpty()) {
                return failed(
                        "InvalidArgument",
                        "Parameter "
                                + name
                                + " is not valid. Reason: "
                                + name
                                + " is a required argument.");
            }
        }
        JsonNode detail = Json.parse(entry.detail());
        if (detail == null || !detail.isObject()) {
            return failed("MalformedDetail", "Detail is malformed.");
        }
        PartnerSource source = source(tx, entry.source(), caller);
        if (source == null) {
            return failed(
                    "ResourceNotFoundException",
                    "Event source " + entry.source() + " does not exist.");
        }
        String id = tx.ids().uuid().toString();
        if (source.state() == EventSourceState.ACTIVE) {
            Injection.send(
                    tx,
                    source.key().bus(),
                    id,
                    event(id, entry, detail, source, tx.now()),
                    List.of(),
                    source.key().arn(),
                    caller.traceHeader());
        }
        return PutPartnerEventsResultEntry.builder().eventId(id).build();
    }

    /** Entries may be of several sources, each on a partition of its own. */
    private static @Nullable PartnerSource source(Tx tx, String name, Caller caller) {
        return tx
                .catalog(PartnerTables.SOURCES)
                .range(
                        new PartnerSource.Key(caller.region(), name, ""),
                        new PartnerSource.Key(caller.region(), name, "\uffff"))
                .values()
                .stream()
                .filter(source -> source.offeredBy(caller))
                .findFirst()
                .orElse(null);
    }

    private static byte[] event(
            String id,
            PutPartnerEventsRequestEntry entry,
            JsonNode detail,
            PartnerSource source,
            Instant now) {
        Instant time = entry.time() == null ? now : entry.time();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", entry.detailType());
        event.put("source", entry.source());
        event.put("account", source.key().account());
        event.put(
                "time", DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS)));
        event.put("region", source.key().region());
        entry.resources().forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        return Json.bytes(event);
    }

    private static PutPartnerEventsResultEntry failed(String code, String message) {
        return PutPartnerEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
    }
}
