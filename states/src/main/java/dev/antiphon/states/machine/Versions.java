package dev.antiphon.states.machine;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of a machine. */
final class Versions {
    static final long FIRST = 1;

    private static final int MOST = 1_000;

    private Versions() {}

    /**
     * The version of the machine's present revision: the one that there is, or a new one. Numbers
     * are never given twice, so that what names a version never runs another one.
     *
     * @param description of a new one
     * @throws dev.antiphon.api.AwsException ServiceQuotaExceededException
     */
    static Version publish(Tx tx, Machine machine, @Nullable String description) {
        MachineArn arn = machine.arn();
        Version last = tx.get(MachineTables.VERSIONS, new VersionKey(arn, machine.lastVersion()));
        if (last != null && last.revision().equals(machine.revision())) {
            return last;
        }
        if (machine.lastVersion() >= MOST && of(tx, arn).size() >= MOST) {
            throw StatesErrors.quota(
                    "A state machine can have at most " + MOST + " versions: '" + arn + "'");
        }
        long number = machine.lastVersion() + 1;
        Version version =
                new Version(new VersionKey(arn, number), description, tx.now(), machine.revision());
        tx.put(MachineTables.VERSIONS, version.key(), version);
        tx.put(MachineTables.MACHINES, arn, machine.withLastVersion(number));
        return version;
    }

    /**
     * The version that a reference names, itself or by an alias. Of an alias with two, it is the
     * first: that is what there is to describe.
     *
     * @throws dev.antiphon.api.AwsException StateMachineDoesNotExist
     */
    static Version named(Catalogs catalogs, MachineReference reference) {
        Long number = reference.version();
        AliasKey key = reference.alias();
        if (key != null) {
            Alias alias = catalogs.catalog(MachineTables.ALIASES).get(key);
            number = alias == null ? null : Long.valueOf(alias.routes().getFirst().version());
        }
        Version version =
                number == null
                        ? null
                        : catalogs.catalog(MachineTables.VERSIONS)
                                .get(new VersionKey(reference.machine(), number));
        if (version == null) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        return version;
    }

    /**
     * The version that a reference names itself.
     *
     * @throws dev.antiphon.api.AwsException InvalidArn
     */
    static VersionKey key(MachineReference reference) {
        Long number = reference.version();
        if (number == null || reference.label() != null) {
            throw StatesErrors.invalidArn(
                    "Resource is not a state machine version: " + reference.text());
        }
        return new VersionKey(reference.machine(), number);
    }

    /** Those of a machine that this partition owns, in the order of their numbers. */
    static List<Version> of(Tx tx, MachineArn arn) {
        List<Version> all = new ArrayList<>();
        try (Scan<VersionKey, Version> rows =
                tx.scan(
                        MachineTables.VERSIONS,
                        new VersionKey(arn, 0),
                        new VersionKey(arn, Long.MAX_VALUE))) {
            while (rows.next()) {
                all.add(rows.value());
            }
        }
        return all;
    }
}
