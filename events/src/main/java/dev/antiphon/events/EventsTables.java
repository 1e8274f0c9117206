package dev.antiphon.events;

import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/** The tables of buses and rules: ids 60 to 69. */
final class EventsTables {
    private EventsTables() {}

    /** The default bus has a row only once it was changed. */
    static final Table<BusArn, Bus> BUSES =
            Table.of(60, "events.buses", Family.STATE, BusArn.KEYS, Bus.CODEC).publish();

    static final Table<RuleKey, Rule> RULES =
            Table.of(61, "events.rules", Family.STATE, RuleKey.KEYS, Rule.CODEC);

    static final Table<RuleKey, RuleTargets> TARGETS =
            Table.of(62, "events.targets", Family.STATE, RuleKey.KEYS, RuleTargets.CODEC);
}
