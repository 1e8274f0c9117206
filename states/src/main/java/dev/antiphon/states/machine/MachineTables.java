package dev.antiphon.states.machine;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/**
 * The tables of machines and activities: ids 120 to 134. The rows of a machine are on the partition
 * of its ARN, an activity is on that of its own, and all are published.
 */
final class MachineTables {
    private MachineTables() {}

    private static final KeyCodec<MachineArn> BY_MACHINE =
            KeyCodec.of(
                    (key, out) -> out.text(key.account()).text(key.region()).text(key.name()),
                    in -> new MachineArn(in.text(), in.text(), in.text()));

    private static final KeyCodec<VersionKey> BY_VERSION =
            KeyCodec.of(
                    (key, out) -> out.part(BY_MACHINE, key.machine()).i64(key.number()),
                    in -> new VersionKey(in.part(BY_MACHINE), in.i64()));

    private static final KeyCodec<AliasKey> BY_ALIAS =
            KeyCodec.of(
                    (key, out) -> out.part(BY_MACHINE, key.machine()).text(key.name()),
                    in -> new AliasKey(in.part(BY_MACHINE), in.text()));

    private static final KeyCodec<ActivityArn> BY_ACTIVITY =
            KeyCodec.of(
                    (key, out) -> out.text(key.account()).text(key.region()).text(key.name()),
                    in -> new ActivityArn(in.text(), in.text(), in.text()));

    static final Table<MachineArn, Machine> MACHINES =
            Table.of(120, "states.machines", Family.STATE, BY_MACHINE, Machine.CODEC).publish();

    static final Table<VersionKey, Version> VERSIONS =
            Table.of(121, "states.versions", Family.STATE, BY_VERSION, Version.CODEC).publish();

    static final Table<AliasKey, Alias> ALIASES =
            Table.of(122, "states.aliases", Family.STATE, BY_ALIAS, Alias.CODEC).publish();

    static final Table<ActivityArn, Activity> ACTIVITIES =
            Table.of(123, "states.activities", Family.STATE, BY_ACTIVITY, Activity.CODEC).publish();
}
