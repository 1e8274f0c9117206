package dev.antiphon.states.execution;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.machine.MachineArn;
import java.time.Instant;

/** The children of Map Runs, each on the partition that its own ARN leads to. */
final class MapRunChildren {
    private MapRunChildren() {}

    static void register(Registry registry, Programs programs) {
        registry.receiver(
                MapRunParcels.REVISION,
                (tx, arn, sent) -> {
                    Revisions.keep(tx, sent.hash(), sent.pinned());
                    Revisions.hold(tx, sent.hash(), arn);
                });
        registry.receiver(
                MapRunParcels.RELEASE, (tx, arn, hash) -> Revisions.release(tx, hash, arn));
        registry.receiver(MapRunParcels.BEGIN, (tx, home, child) -> begin(tx, programs, child));
        registry.receiver(
                MapRunParcels.REDRIVE_CHILD,
                (tx, home, child) -> redrive(tx, programs, home, child));
        registry.receiver(
                MapRunParcels.STOP_CHILD, (tx, home, nothing) -> stop(tx, programs, home));
    }

    static ExecutionArn arn(MapRunOrder order, String name) {
        ExecutionArn parent = ExecutionArn.parse(order.parent().home());
        return ExecutionArn.of(
                new MachineArn(
                        parent.account(),
                        parent.region(),
                        order.machineName() + "/" + order.label()),
                name);
    }

    private static void begin(Tx tx, Programs programs, MapRunParcels.Beginning child) {
        MapRunOrder order = child.order();
        ExecutionArn arn = arn(order, child.name());
        Payload input = Payload.ofText(child.input());
        Instant now = tx.now();
        Execution execution =
                new Execution(
                        tx.ids().next(),
                        order.express() ? arn.asExpress(tx.ids().uuid().toString()) : arn,
                        order.machineArn() + "/" + order.label(),
                        order.machineName() + "/" + order.label(),
                        null,
                        null,
                        now,
                        order.revision(),
                        now,
                        order.express() ? input : null,
                        new Execution.MapRunChild(
                                order.arn(), order.parentArn(), child.index(), order.flow()),
                        null);
        OpenExecution open = OpenExecution.begin(tx, programs, execution, input);
        open.go();
        open.save();
    }

    /** One that cannot go on has failed again. */
    private static void redrive(
            Tx tx, Programs programs, String home, MapRunParcels.Redriven child) {
        Execution execution = tx.get(ExecutionTables.STANDARD.executions(), home);
        if (execution == null
                || !Redrivability.of(Closed.standing(tx, execution), tx.now()).redrivable()) {
            tx.send(
                    MapRunParcels.ENDED,
                    child.mapRun(),
                    new MapRunParcels.Ended(child.index(), Status.FAILED, null));
            return;
        }
        OpenExecution open = OpenExecution.redrive(tx, programs, execution, null);
        open.go();
        open.save();
    }

    /**
     * Stops a child. An Express one has its number in its key, but no other has its name.
     *
     * @param home of the child
     */
    private static void stop(Tx tx, Programs programs, String home) {
        Execution child = tx.get(ExecutionTables.STANDARD.executions(), home);
        if (child == null) {
            try (Scan<String, Execution> rows =
                    tx.scan(ExecutionTables.STANDARD.executions(), home + "#", home + "$")) {
                child = rows.next() ? rows.value() : null;
            }
        }
        if (child != null) {
            Stops.stop(tx, programs, child, null, null);
        }
    }

    /** A child tells its Map Run that it has ended. */
    static void tell(Tx tx, Execution child, Run.Ending ending) {
        Execution.MapRunChild of = child.mapRun();
        Payload output = ending.output();
        if (of != null) {
            tx.send(
                    MapRunParcels.ENDED,
                    of.mapRun(),
                    new MapRunParcels.Ended(
                            of.item(), ending.status(), output == null ? null : output.text()));
        }
    }
}
