package dev.antiphon.events.archive;

import dev.antiphon.engine.Table;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.storage.Family;

/** The tables of archives and replays: ids 80 to 89. */
final class ArchiveTables {
    private ArchiveTables() {}

    // On the partition of the archive.

    static final Table<ResourceKey, Archive> ARCHIVES =
            Table.of(80, "events.archives", Family.STATE, ResourceKey.KEYS, Archive.CODEC)
                    .publish();

    static final Table<ResourceKey, Totals> TOTALS =
            Table.of(81, "events.archive-totals", Family.STATE, ResourceKey.KEYS, Totals.CODEC)
                    .publish();

    static final Table<ArchivedEvent.Key, ArchivedEvent> EVENTS =
            Table.of(
                    82,
                    "events.archived-events",
                    Family.LOG,
                    ArchivedEvent.Key.KEYS,
                    ArchivedEvent.CODEC);

    static final Table<ResourceKey, ReplayWork> REPLAY_WORK =
            Table.of(83, "events.replay-work", Family.STATE, ResourceKey.KEYS, ReplayWork.CODEC);

    // On the partition of the replay.

    static final Table<ResourceKey, Replay> REPLAYS =
            Table.of(84, "events.replays", Family.STATE, ResourceKey.KEYS, Replay.CODEC).publish();
}
