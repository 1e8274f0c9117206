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
                new CreateStateMachine(), new DescribeStateMachine());
    }

    public static void register(Registry registry) {
        registry.table(MachineTables.MACHINES);
        registry.table(MachineTables.VERSIONS);
        registry.table(MachineTables.ALIASES);
        registry.table(MachineTables.ACTIVITIES);
    }

    /**
     * A machine that this partition owns, and that is not being deleted.
     *
     * @throws dev.antiphon.api.AwsException StateMachineDoesNotExist, StateMachineDeleting
     */
    static Machine require(Tx tx, MachineArn arn) {
        Machine machine = tx.get(MachineTables.MACHINES, arn);
        if (machine == null) {
            throw StatesErrors.machineDoesNotExist(arn.toString());
        }
        if (machine.deleting()) {
            throw StatesErrors.machineIsDeleted(arn);
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
    public static boolean hasActivity(Tx tx, ActivityArn arn) {
        return tx.catalog(MachineTables.ACTIVITIES).get(arn) != null;
    }
}
