package dev.antiphon.states.machine;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a new execution runs: a revision of a machine, and by what name the caller asked for it.
 *
 * @param revision the definition, role and configurations, which the execution keeps
 * @param updated when the machine got that revision, or the version was published
 * @param version the number of the version that runs, or null for the machine itself
 * @param alias the name of the alias that led to the version, or null
 */
public record Executable(
        MachineArn machine,
        boolean express,
        Revision revision,
        Instant updated,
        @Nullable Long version,
        @Nullable String alias) {

    /**
     * What a call names that starts an execution, as the catalog has it: on whichever partition.
     *
     * @param random any number, evenly spread: by which an alias chooses
     * @throws AwsException StateMachineDoesNotExist, StateMachineDeleting, or ValidationException
     *     for a part of a machine that cannot be started
     */
    public static Executable resolve(Catalogs catalogs, MachineReference reference, long random) {
        reference.checkNoMapState();
        Machine machine = catalogs.catalog(MachineTables.MACHINES).get(reference.machine());
        if (machine == null) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        if (machine.deleting()) {
            throw StatesErrors.machineIsDeleted(machine.arn());
        }
        Alias alias = alias(catalogs, reference);
        Long number = alias == null ? reference.version() : Long.valueOf(alias.choose(random));
        if (number == null) {
            return new Executable(
                    machine.arn(),
                    machine.express(),
                    machine.revision(),
                    machine.updated(),
                    null,
                    null);
        }
        Version version =
                catalogs.catalog(MachineTables.VERSIONS).get(new VersionKey(machine.arn(), number));
        if (version == null) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        return new Executable(
                machine.arn(),
                machine.express(),
                version.revision(),
                version.created(),
                number,
                alias == null ? null : alias.key().name());
    }

    private static @Nullable Alias alias(Catalogs catalogs, MachineReference reference) {
        AliasKey key = reference.alias();
        if (key == null) {
            return null;
        }
        Alias alias = catalogs.catalog(MachineTables.ALIASES).get(key);
        if (alias == null) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        Check.that(!alias.routes().isEmpty(), "an alias leads to a version");
        return alias;
    }

    /** The ARN of the version that runs, or null. */
    public @Nullable String versionArn() {
        return version == null ? null : machine.qualified(version);
    }

    /** The ARN of the alias that led to it, or null. */
    public @Nullable String aliasArn() {
        return alias == null ? null : machine.qualified(alias);
    }
}
