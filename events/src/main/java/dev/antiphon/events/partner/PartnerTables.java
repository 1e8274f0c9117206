package dev.antiphon.events.partner;

import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/** The tables of partners: ids 75 to 79. */
final class PartnerTables {
    private PartnerTables() {}

    static final Table<PartnerSource.Key, PartnerSource> SOURCES =
            Table.of(
                            75,
                            "events.partner-sources",
                            Family.STATE,
                            PartnerSource.Key.KEYS,
                            PartnerSource.CODEC)
                    .publish();
}
