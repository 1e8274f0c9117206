package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.task.TaskAddress;

/** The Map Runs that states of an execution have ordered, on the execution's partition. */
final class OrderedMapRuns {
    private OrderedMapRuns() {}

    static void register(Registry registry, Programs programs) {
        registry.receiver(MapRunParcels.RESULT, (tx, home, result) -> ended(tx, programs, result));
    }

    static void order(Tx tx, long execution, MapRunOrder order, Pinned pinned) {
        tx.put(
                MapRunTables.LISTED,
                new MapRunTables.ListKey(execution, order.arn()),
                new MapRunTables.Listed(tx.now(), null, 0));
        tx.send(MapRunParcels.ORDER, order.arn(), new MapRunParcels.Ordered(order, pinned));
    }

    /**
     * Has one that was not successful go on. Returns how often it has by now.
     *
     * @param parent the state that waits for it
     */
    static int redrive(Tx tx, String mapRun, TaskAddress parent) {
        MapRunTables.ListKey key = new MapRunTables.ListKey(parent.execution(), mapRun);
        MapRunTables.Listed listed =
                Check.present(tx.get(MapRunTables.LISTED, key), "a Map Run is listed");
        int redrives = listed.redrives() + 1;
        tx.put(MapRunTables.LISTED, key, new MapRunTables.Listed(listed.started(), null, redrives));
        tx.send(MapRunParcels.REDRIVE, mapRun, parent);
        return redrives;
    }

    /** The execution is not known any more. */
    static void forget(Tx tx, String mapRun) {
        tx.send(MapRunParcels.FORGET, mapRun, MapRunParcels.NOTHING);
    }

    static void abandon(Tx tx, String mapRun) {
        tx.send(MapRunParcels.ABORT, mapRun, mapRun);
    }

    private static void ended(Tx tx, Programs programs, MapRunParcels.Result result) {
        TaskAddress parent = result.parent();
        MapRunTables.ListKey key = new MapRunTables.ListKey(parent.execution(), result.mapRun());
        MapRunTables.Listed listed = tx.get(MapRunTables.LISTED, key);
        if (listed != null) {
            tx.put(
                    MapRunTables.LISTED,
                    key,
                    new MapRunTables.Listed(listed.started(), tx.now(), listed.redrives()));
        }
        OpenExecution open = OpenExecution.find(tx, programs, parent.home(), parent.execution());
        if (open != null) {
            open.mapRunEnded(parent.strand(), parent.nonce(), result.outcome());
            open.go();
            open.save();
        }
    }
}
