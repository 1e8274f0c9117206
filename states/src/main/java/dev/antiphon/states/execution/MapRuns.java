package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.MapRunTables.Item;
import dev.antiphon.states.execution.MapRunTables.ItemKey;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * How Map Runs go. The state orders one by a parcel to the Map Run's own partition, which begins
 * children wherever their ARNs lead, some at a time, hears of their ends, and tells the state of
 * the whole. What the children run it has sent to all partitions before.
 */
final class MapRuns {
    /** Children that one operation begins. */
    private static final int AT_ONCE = 100;

    /** Items that one operation looks at. */
    private static final int LOOKED_AT = 500;

    /** Items of a forgotten one that one operation removes. */
    private static final int REMOVED_AT_ONCE = 500;

    private static final String MORE = "states.map-run-more";
    private static final String STOP_TIMER = "states.map-run-stop";
    private static final String ITEMS_TIMER = "states.map-run-items";
    static final String EXCEEDED = "States.ExceedToleratedFailureThreshold";

    private MapRuns() {}

    static void register(Registry registry, Programs programs) {
        MapRunTables.register(registry);
        OrderedMapRuns.register(registry, programs);
        MapRunChildren.register(registry, programs);
        registry.receiver(MapRunParcels.ORDER, (tx, arn, ordered) -> ordered(tx, ordered));
        registry.receiver(MapRunParcels.ABORT, (tx, arn, any) -> abort(tx, arn));
        registry.receiver(MapRunParcels.FORGET, (tx, arn, nothing) -> forgotten(tx, arn));
        registry.receiver(MapRunParcels.REDRIVE, MapRuns::redriven);
        registry.receiver(MapRunParcels.ENDED, MapRuns::childEnded);
        registry.timer(MORE, (tx, timer) -> more(tx, timer.key()));
        registry.timer(STOP_TIMER, MapRuns::stopMore);
        registry.timer(ITEMS_TIMER, (tx, timer) -> removeItems(tx, timer.key()));
    }

    private static void ordered(Tx tx, MapRunParcels.Ordered ordered) {
        MapRunOrder order = ordered.order();
        // In the same lanes as the children that follow, so that it is there before them.
        tx.sendToAll(
                MapRunParcels.REVISION,
                order.arn(),
                new MapRunParcels.Sent(order.revision(), ordered.pinned()));
        int total = order.inputs().size();
        for (int index = 0; index < total; index++) {
            tx.put(
                    MapRunTables.ITEMS,
                    new ItemKey(order.arn(), index),
                    new Item(order.inputs().get(index), null, false, null));
        }
        advance(tx, MapRun.of(order.withoutInputs(), total, tx.now()));
    }

    private static void more(Tx tx, String arn) {
        MapRun run = tx.get(MapRunTables.MAP_RUNS, arn);
        if (run != null && run.status() == Status.RUNNING) {
            advance(tx, run);
        }
    }

    /** Goes on by other limits, unless children are still to be stopped. */
    static void update(Tx tx, MapRun run) {
        if (run.status() == Status.RUNNING) {
            advance(tx, run);
        } else {
            tx.put(MapRunTables.MAP_RUNS, run.order().arn(), run);
        }
    }

    /** Begins what may begin, or ends what is over. */
    private static void advance(Tx tx, MapRun run) {
        MapRunOrder order = run.order();
        if (run.intolerable()) {
            close(
                    tx,
                    run,
                    Status.FAILED,
                    new TaskOutcome.Failed(
                            EXCEEDED, "The specified tolerated failure threshold was exceeded"));
            return;
        }
        if (run.ends().all() == run.total()) {
            TaskOutcome outcome = results(tx, run);
            boolean well = outcome instanceof TaskOutcome.Succeeded;
            close(tx, run, well ? Status.SUCCEEDED : Status.FAILED, outcome);
            return;
        }
        long free =
                order.maxConcurrency() == 0
                        ? Long.MAX_VALUE
                        : order.maxConcurrency() - run.running();
        int wanted = (int) Math.min(run.pending(), Math.max(0, free));
        int most = Math.min(wanted, AT_ONCE);
        int now = 0;
        int index = run.next();
        for (int looked = 0; now < most && looked < LOOKED_AT; looked++) {
            now += begin(tx, order, index++) ? 1 : 0;
        }
        tx.put(MapRunTables.MAP_RUNS, order.arn(), run.begin(now, index));
        if (wanted > now) {
            tx.setTimer(new Timer(MORE, tx.now(), order.arn()));
        }
    }

    /** Begins a child, or has it go on, unless it has succeeded already. */
    private static boolean begin(Tx tx, MapRunOrder order, int index) {
        ItemKey key = new ItemKey(order.arn(), index);
        Item item = Check.present(tx.get(MapRunTables.ITEMS, key), "an item has its row");
        if (item.output() != null) {
            return false;
        }
        String child = item.child();
        if (child != null && !order.express()) {
            tx.put(MapRunTables.ITEMS, key, new Item(item.input(), child, false, null));
            tx.send(
                    MapRunParcels.REDRIVE_CHILD,
                    child,
                    new MapRunParcels.Redriven(order.arn(), index));
            return true;
        }
        String name = tx.ids().uuid().toString();
        String home = MapRunChildren.arn(order, name).home();
        tx.put(MapRunTables.ITEMS, key, new Item(item.input(), home, false, null));
        tx.send(
                MapRunParcels.BEGIN,
                home,
                new MapRunParcels.Beginning(order, index, name, item.input()));
        return true;
    }

    private static void redriven(Tx tx, String arn, TaskAddress parent) {
        MapRun run =
                Check.present(
                        tx.get(MapRunTables.MAP_RUNS, arn), "a Map Run is kept with its execution");
        goOn(tx, run.toRedrive(parent, tx.now()));
    }

    /** Goes on with a redrive, unless children are still to be stopped. */
    private static void goOn(Tx tx, MapRun run) {
        if (run.running() == 0) {
            advance(tx, run.again());
        } else {
            tx.put(MapRunTables.MAP_RUNS, run.order().arn(), run);
        }
    }

    private static void childEnded(Tx tx, String arn, MapRunParcels.Ended child) {
        MapRun run = tx.get(MapRunTables.MAP_RUNS, arn);
        ItemKey key = new ItemKey(arn, child.index());
        Item item = tx.get(MapRunTables.ITEMS, key);
        if (run == null || item == null || item.ended()) {
            return;
        }
        tx.put(MapRunTables.ITEMS, key, new Item(item.input(), item.child(), true, child.output()));
        MapRun now = run.ended(child.status());
        switch (run.status()) {
            case RUNNING -> advance(tx, now);
            case PENDING_REDRIVE -> goOn(tx, now);
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> tx.put(MapRunTables.MAP_RUNS, arn, now);
        }
    }

    /** What the children that have succeeded came to, in the order of the items. */
    private static TaskOutcome results(Tx tx, MapRun run) {
        StringBuilder results = new StringBuilder("[");
        try (Scan<ItemKey, Item> rows = scan(tx, run.order().arn(), 0)) {
            while (rows.next()) {
                String output = rows.value().output();
                if (output != null) {
                    results.append(results.length() == 1 ? "" : ",").append(output);
                }
                if (results.length() > Payload.LARGEST) {
                    return new TaskOutcome.Failed(Failure.DATA_LIMIT, null);
                }
            }
        }
        return new TaskOutcome.Succeeded(results.append(']').toString());
    }

    private static void close(Tx tx, MapRun run, Status how, TaskOutcome outcome) {
        String arn = run.order().arn();
        tx.put(MapRunTables.MAP_RUNS, arn, run.closed(how, tx.now()));
        if (how != Status.SUCCEEDED && run.running() > 0) {
            stopChildren(tx, run, 0);
        }
        TaskAddress parent = run.order().parent();
        tx.send(
                MapRunParcels.RESULT,
                parent.home(),
                new MapRunParcels.Result(parent, arn, outcome));
    }

    /** Stops those that run, some at a time. */
    private static void stopChildren(Tx tx, MapRun run, int from) {
        String arn = run.order().arn();
        int until = (int) Math.min(run.next(), (long) from + LOOKED_AT);
        try (Scan<ItemKey, Item> rows = scan(tx, arn, from)) {
            while (rows.next() && rows.key().index() < until) {
                Item item = rows.value();
                if (item.child() != null && !item.ended()) {
                    tx.send(MapRunParcels.STOP_CHILD, item.child(), MapRunParcels.NOTHING);
                }
            }
        }
        if (until < run.next()) {
            tx.setTimer(new Timer(STOP_TIMER, tx.now(), until + " " + arn));
        }
    }

    private static void stopMore(Tx tx, Timer timer) {
        String[] parts = timer.key().split(" ", 2);
        MapRun run = tx.get(MapRunTables.MAP_RUNS, parts[1]);
        if (run != null && run.status() != Status.RUNNING) {
            stopChildren(tx, run, Integer.parseInt(parts[0]));
        }
    }

    private static void abort(Tx tx, String arn) {
        MapRun run = tx.get(MapRunTables.MAP_RUNS, arn);
        if (run != null && !run.status().closed()) {
            close(tx, run, Status.ABORTED, new TaskOutcome.Failed(null, null));
        }
    }

    private static void forgotten(Tx tx, String arn) {
        MapRun run = tx.get(MapRunTables.MAP_RUNS, arn);
        if (run != null) {
            tx.delete(MapRunTables.MAP_RUNS, arn);
            tx.sendToAll(MapRunParcels.RELEASE, arn, run.order().revision());
            removeItems(tx, arn);
        }
    }

    private static void removeItems(Tx tx, String arn) {
        List<ItemKey> keys = new ArrayList<>();
        try (Scan<ItemKey, Item> rows = scan(tx, arn, 0)) {
            while (keys.size() < REMOVED_AT_ONCE && rows.next()) {
                keys.add(rows.key());
            }
        }
        keys.forEach(key -> tx.delete(MapRunTables.ITEMS, key));
        if (keys.size() == REMOVED_AT_ONCE) {
            tx.setTimer(new Timer(ITEMS_TIMER, tx.now(), arn));
        }
    }

    private static Scan<ItemKey, Item> scan(Tx tx, String arn, int from) {
        return tx.scan(
                MapRunTables.ITEMS, new ItemKey(arn, from), new ItemKey(arn, Integer.MAX_VALUE));
    }
}
