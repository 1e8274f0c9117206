package dev.antiphon.states.machine;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.util.List;

/**
 * The deletion of a state machine whose executions are wherever their own ARNs lead. Its versions
 * and aliases go at once, it is marked; every partition is told, ends what it has of it piece by
 * piece, and reports; when the last one has, the machine is gone and its name free.
 */
final class MachineRemoval {
    private static final ParcelKind<byte[]> LEAVE = ParcelKind.ofBytes("states.leave-machine");
    private static final ParcelKind<byte[]> LEFT = ParcelKind.ofBytes("states.machine-left");
    private static final byte[] NOTHING = {};

    private final RunningExecutions executions;

    private MachineRemoval(RunningExecutions executions) {
        this.executions = executions;
    }

    static void register(Registry registry, RunningExecutions executions) {
        MachineRemoval removal = new MachineRemoval(executions);
        registry.receiver(LEAVE, (tx, machine, payload) -> removal.leave(tx, machine));
        registry.timer(LEAVE.name(), (tx, timer) -> removal.leave(tx, timer.key()));
        registry.receiver(LEFT, (tx, machine, payload) -> left(tx, machine));
    }

    static void begin(Tx tx, Machine machine) {
        MachineArn arn = machine.arn();
        // One by one, for the catalog follows rows.
        List<Version> versions = Versions.of(tx, arn);
        versions.forEach(version -> tx.delete(MachineTables.VERSIONS, version.key()));
        List<Alias> aliases = Aliases.of(tx, arn);
        aliases.forEach(alias -> tx.delete(MachineTables.ALIASES, alias.key()));
        int partitions = tx.sendToAll(LEAVE, arn.toString(), NOTHING);
        tx.put(MachineTables.MACHINES, arn, machine.leaving(partitions));
    }

    private void leave(Tx tx, String machine) {
        if (executions.end(tx, MachineReference.parse(machine).machine())) {
            tx.setTimer(new Timer(LEAVE.name(), tx.now().plusMillis(1), machine));
        } else {
            tx.send(LEFT, machine, NOTHING);
        }
    }

    private static void left(Tx tx, String address) {
        MachineArn arn = MachineReference.parse(address).machine();
        Machine machine = tx.get(MachineTables.MACHINES, arn);
        if (machine == null) {
            return;
        }
        if (machine.partitions() > 1) {
            tx.put(MachineTables.MACHINES, arn, machine.leaving(machine.partitions() - 1));
        } else {
            tx.delete(MachineTables.MACHINES, arn);
        }
    }
}
