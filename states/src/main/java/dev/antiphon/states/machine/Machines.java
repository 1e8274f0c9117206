package dev.antiphon.states.machine;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Operation;
import java.util.List;

/** State machines and activities: their operations, and how others find them. */
public final class Machines {
    private Machines() {}

    public static List<Operation<?, ?>> operations() {
        return List.of(
                // State machines
                new CreateStateMachine(CreateStateMachine.MOST),
                new DeleteStateMachine(),
                new DescribeStateMachine(),
                new ListStateMachines(),
                new UpdateStateMachine(),
                // Versions and aliases
                new CreateStateMachineAlias(),
                new DeleteStateMachineAlias(),
                new DeleteStateMachineVersion(),
                new DescribeStateMachineAlias(),
                new ListStateMachineAliases(),
                new ListStateMachineVersions(),
                new PublishStateMachineVersion(),
                new UpdateStateMachineAlias(),
                // Activities
                new CreateActivity(),
                new DeleteActivity(),
                new DescribeActivity(),
                new ListActivities(),
                // Tags
                new ListTagsForResource(),
                new TagResource(),
                new UntagResource());
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidArn if it is not the ARN of a role
     */
    public static void checkRole(String role) {
        Configurations.checkRole(role);
    }

    public static void register(Registry registry, RunningExecutions executions) {
        registry.table(MachineTables.MACHINES);
        registry.table(MachineTables.VERSIONS);
        registry.table(MachineTables.ALIASES);
        registry.table(MachineTables.ACTIVITIES);
        registry.shard(MachineCounts.KEY);
        MachineRemoval.register(registry, executions);
    }

    /**
     * A machine that this partition owns, and that is not being deleted, for what cannot be done to
     * a part of it.
     *
     * @throws dev.antiphon.api.AwsException StateMachineDoesNotExist, also for a version or an
     *     alias, StateMachineDeleting, or ValidationException for a Map state
     */
    static Machine requireUnqualified(Tx tx, MachineReference reference) {
        reference.checkNoMapState();
        Machine machine =
                reference.isQualified()
                        ? null
                        : tx.get(MachineTables.MACHINES, reference.machine());
        if (machine == null) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        if (machine.deleting()) {
            throw StatesErrors.machineIsDeleted(machine.arn());
        }
        return machine;
    }

    /**
     * A machine, also one that is being deleted.
     *
     * @throws dev.antiphon.api.AwsException StateMachineDoesNotExist
     */
    public static Machine require(Catalogs catalogs, MachineReference reference) {
        Machine machine = catalogs.catalog(MachineTables.MACHINES).get(reference.machine());
        if (machine == null) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        return machine;
    }

    /** Whether there is such an activity, whichever partition owns it. */
    public static boolean hasActivity(Catalogs catalogs, ActivityArn arn) {
        return catalogs.catalog(MachineTables.ACTIVITIES).get(arn) != null;
    }
}
