package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events on buses. They are taken or refused one by one; an event for a bus that does not
 * exist is taken, and nobody sees it.
 */
final class PutEvents implements Command<PutEventsRequest, PutEventsResponse> {
    @Override
    public String entity(PutEventsRequest request, Caller caller) {
        return bus(request.entries().getFirst(), caller).toString();
    }

    @Override
    public Outcome<PutEventsResponse> handle(Tx tx, PutEventsRequest request, Caller caller) {
        Entries.checkSize(request.entries());
        BusArn here = bus(request.entries().getFirst(), caller);
        List<PutEventsResultEntry> results = new ArrayList<>();
        int failed = 0;
        for (PutEventsRequestEntry entry : request.entries()) {
            PutEventsResultEntry refused = Entries.refusal(entry);
            JsonNode detail = refused == null ? Entries.detail(entry) : null;
            if (detail == null) {
                results.add(refused == null ? Entries.malformed() : refused);
                failed++;
                continue;
            }
            Event event = Entries.event(tx, entry, detail, caller);
            results.add(PutEventsResultEntry.builder().eventId(event.id()).build());
            BusArn bus = bus(entry, caller);
            if (bus.equals(here)) {
                if (Buses.find(tx, bus) != null) {
                    Routing.route(tx, bus, event, null);
                }
            } else {
                Injection.send(
                        tx,
                        bus,
                        event.id(),
                        event.body(),
                        List.of(),
                        BusArn.of(null, caller).toString(),
                        event.traceHeader());
            }
        }
        return Outcome.reply(
                PutEventsResponse.builder().entries(results).failedEntryCount(failed).build());
    }

    private static BusArn bus(PutEventsRequestEntry entry, Caller caller) {
        return BusArn.of(entry.eventBusName(), caller);
    }
}
