package dev.antiphon.events.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.events.Json;
import dev.antiphon.events.ResourceKey;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Archives as targets of their managed rules: every delivery is an event more. */
final class ArchiveTarget implements EventsTarget.Resource {
    @Override
    public String prefix() {
        return Archive.TYPE + "/";
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        ResourceKey key = ResourceKey.parse(delivery.target(), Archive.TYPE);
        Archive archive =
                key != null && key.account().equals(EventsTarget.sender(delivery))
                        ? tx.get(ArchiveTables.ARCHIVES, key)
                        : null;
        if (archive == null) {
            return Attempt.refused(
                    "NO_RESOURCE", "The archive " + delivery.target() + " does not exist.");
        }
        byte[] body = delivery.content().body();
        Instant time = time(Json.parse(body));
        if (time == null) {
            return Attempt.refused("INVALID_JSON", "The body is not an event.");
        }
        ArchivedEvent event = new ArchivedEvent(tx.now(), body);
        tx.put(
                ArchiveTables.EVENTS,
                new ArchivedEvent.Key(archive.id(), time, tx.ids().next()),
                event);
        Totals totals = Totals.of(tx.get(ArchiveTables.TOTALS, archive.key()));
        tx.put(ArchiveTables.TOTALS, archive.key(), totals.with(event));
        return Attempt.taken();
    }

    private static @Nullable Instant time(@Nullable JsonNode event) {
        String text = event == null ? null : event.path("time").textValue();
        try {
            // What does not fit into milliseconds is no time that anybody could ask for.
            return text == null ? null : Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
