package dev.antiphon.states.machine;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/**
 * The tables of machines and activities: ids 120 to 134. The rows of a machine are on the partition
 * of its ARN, an activity is on that of its own, and all are published.
 */
final class MachineTables {
    private MachineTables() {}

    private static final KeyCodec<MachineArn> BY_MACHINE =
            new KeyCodec<>() {
                @Override
                public void write(MachineArn key, KeyWriter out) {
                    out.text(key.account()).text(key.region()).text(key.name());
                }

                @Override
                public MachineArn read(KeyReader in) {
                    return new MachineArn(in.text(), in.text(), in.text());
                }
            };

    private static final KeyCodec<VersionKey> BY_VERSION =
            new KeyCodec<>() {
                @Override
                public void write(VersionKey key, KeyWriter out) {
                    BY_MACHINE.write(key.machine(), out);
                    out.i64(key.number());
                }

                @Override
                public VersionKey read(KeyReader in) {
                    return new VersionKey(BY_MACHINE.read(in), in.i64());
                }
            };

    private static final KeyCodec<AliasKey> BY_ALIAS =
            new KeyCodec<>() {
                @Override
                public void write(AliasKey key, KeyWriter out) {
                    BY_MACHINE.write(key.machine(), out);
                    out.text(key.name());
                }

                @Override
                public AliasKey read(KeyReader in) {
                    return new AliasKey(BY_MACHINE.read(in), in.text());
                }
            };

    private static final KeyCodec<ActivityArn> BY_ACTIVITY =
            new KeyCodec<>() {
                @Override
                public void write(ActivityArn key, KeyWriter out) {
                    out.text(key.account()).text(key.region()).text(key.name());
                }

                @Override
                public ActivityArn read(KeyReader in) {
                    return new ActivityArn(in.text(), in.text(), in.text());
                }
            };

    static final Table<MachineArn, Machine> MACHINES =
            Table.of(120, "states.machines", Family.STATE, BY_MACHINE, Machine.CODEC).publish();

    static final Table<VersionKey, Version> VERSIONS =
            Table.of(121, "states.versions", Family.STATE, BY_VERSION, Version.CODEC).publish();

    static final Table<AliasKey, Alias> ALIASES =
            Table.of(122, "states.aliases", Family.STATE, BY_ALIAS, Alias.CODEC).publish();

    static final Table<ActivityArn, Activity> ACTIVITIES =
            Table.of(123, "states.activities", Family.STATE, BY_ACTIVITY, Activity.CODEC).publish();
}
