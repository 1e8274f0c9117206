package dev.antiphon.states.machine;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        registry.receiver(LEAVE, (tx, machine, payload) -> removal.leave(tx, machine, null));
        registry.timer(LEAVE.name(), removal::leaveMore);
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

    private void leave(Tx tx, String machine, @Nullable String from) {
        String next = executions.end(tx, MachineReference.parse(machine).machine(), from);
        if (next == null) {
            tx.send(LEFT, machine, NOTHING);
        } else {
            tx.setTimer(new Timer(LEAVE.name(), tx.now().plusMillis(1), machine + "\n" + next));
        }
    }

    private void leaveMore(Tx tx, Timer timer) {
        String[] parts = timer.key().split("\n", 2);
        leave(tx, parts[0], parts.length == 1 ? null : parts[1]);
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
