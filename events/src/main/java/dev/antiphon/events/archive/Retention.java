package dev.antiphon.events.archive;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an archive keeps no longer. Once an hour a sweep walks over the events whose own time is out
 * of the retention, a slice at a time, and removes those that have also been in the archive for so
 * long: an event that came late is kept as long as the others.
 */
final class Retention {
    static final String TIMER = "events.archive-sweep";

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final int SLICE = 256;

    private Retention() {}

    /** Begins the sweeps of a new archive. They end with it. */
    static void begin(Tx tx, Archive archive) {
        plan(tx, archive, tx.after(BETWEEN_SWEEPS), ArchivedEvent.Key.begin(archive.id()));
    }

    private static void plan(Tx tx, Archive archive, Instant due, ArchivedEvent.Key from) {
        tx.setTimer(
                new Timer(
                        TIMER,
                        due,
                        archive.arn()
                                + " "
                                + from.archive()
                                + " "
                                + from.time().toEpochMilli()
                                + " "
                                + from.number()));
    }

    static void sweep(Tx tx, Timer timer) {
        String[] parts = timer.key().split(" ", 4);
        ResourceKey key =
                Check.present(ResourceKey.parse(parts[0], Archive.TYPE), "it is of an archive");
        Archive archive = tx.get(ArchiveTables.ARCHIVES, key);
        if (archive == null || archive.id() != Long.parseLong(parts[1])) {
            return;
        }
        ArchivedEvent.Key from =
                new ArchivedEvent.Key(
                        archive.id(),
                        Instant.ofEpochMilli(Long.parseLong(parts[2])),
                        Long.parseLong(parts[3]));
        if (archive.retentionDays() == 0 || !slice(tx, archive, from)) {
            begin(tx, archive);
        }
    }

    /** Whether there is more to look at, which then has a timer. */
    private static boolean slice(Tx tx, Archive archive, ArchivedEvent.Key from) {
        Instant before = tx.now().minus(Duration.ofDays(archive.retentionDays()));
        Map<ArchivedEvent.Key, ArchivedEvent> old = new LinkedHashMap<>();
        ArchivedEvent.Key next = null;
        int seen = 0;
        try (var rows =
                tx.scan(ArchiveTables.EVENTS, from, ArchivedEvent.Key.from(archive.id(), before))) {
            while (seen < SLICE && rows.next()) {
                seen++;
                next = rows.key().next();
                if (rows.value().archived().isBefore(before)) {
                    old.put(rows.key(), rows.value());
                }
            }
        }
        Totals totals = Totals.of(tx.get(ArchiveTables.TOTALS, archive.key()));
        for (Map.Entry<ArchivedEvent.Key, ArchivedEvent> event : old.entrySet()) {
            tx.delete(ArchiveTables.EVENTS, event.getKey());
            totals = totals.without(event.getValue());
        }
        if (!old.isEmpty()) {
            tx.put(ArchiveTables.TOTALS, archive.key(), totals);
        }
        if (next == null || seen < SLICE) {
            return false;
        }
        plan(tx, archive, tx.now(), next);
        return true;
    }
}
