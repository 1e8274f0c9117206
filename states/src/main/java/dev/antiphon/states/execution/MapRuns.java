package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.MapRunTables.Item;
import dev.antiphon.states.execution.MapRunTables.ItemKey;
import dev.antiphon.states.machine.MachineArn;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Map Runs go. The state orders one by a parcel to the Map Run's own partition, which begins
 * children wherever their ARNs lead, some at a time, hears of their ends, and tells the state of
 * the whole. What the children run was sent to all partitions before.
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
    private static final byte[] NOTHING = {};
    static final String EXCEEDED = "States.ExceedToleratedFailureThreshold";

    /** A child to begin. */
    record Beginning(MapRunOrder order, int index, String name, String input) {}

    /** A child has ended. */
    record Ended(int index, Status status, @Nullable String output) {}

    /** A child is to go on. */
    record Redriven(String mapRun, int index) {}

    /** A Map Run has ended. */
    record Result(TaskAddress parent, String mapRun, TaskOutcome outcome) {}

    /** What children run, by its hash. */
    record Sent(String hash, Pinned pinned) {}

    /** A Map Run to begin, and what its children run. */
    record Ordered(MapRunOrder order, Pinned pinned) {}

    static final ParcelKind<Ordered> ORDER =
            new ParcelKind<>(
                    "states.map-run",
                    (ordered, out) -> {
                        ordered.order.write(out);
                        Pinned.CODEC.write(ordered.pinned, out);
                    },
                    (arn, in) -> new Ordered(MapRunOrder.read(in), Pinned.CODEC.read(1, in)));

    private static final ParcelKind<byte[]> STOP_CHILD =
            ParcelKind.ofBytes("states.map-run-stop-child");

    private static final ParcelKind<TaskAddress> REDRIVE =
            new ParcelKind<>(
                    "states.map-run-redrive",
                    (parent, out) -> parent.write(out),
                    (arn, in) -> TaskAddress.read(in));

    private static final ParcelKind<Redriven> REDRIVE_CHILD =
            new ParcelKind<>(
                    "states.map-run-redrive-child",
                    (redriven, out) -> out.text(redriven.mapRun).varint(redriven.index),
                    (home, in) -> new Redriven(in.text(), (int) in.varint()));

    private static final ParcelKind<byte[]> FORGET = ParcelKind.ofBytes("states.map-run-forget");

    private static final ParcelKind<String> RELEASE =
            new ParcelKind<>(
                    "states.map-run-release",
                    (hash, out) -> out.text(hash),
                    (arn, in) -> in.text());

    private static final ParcelKind<String> ABORT =
            new ParcelKind<>(
                    "states.map-run-abort",
                    (arn, out) -> out.text(arn),
                    (address, in) -> in.text());

    private static final ParcelKind<Sent> REVISION =
            new ParcelKind<>(
                    "states.map-run-revision",
                    (sent, out) -> {
                        out.text(sent.hash);
                        Pinned.CODEC.write(sent.pinned, out);
                    },
                    (any, in) -> new Sent(in.text(), Pinned.CODEC.read(1, in)));

    private static final ParcelKind<Beginning> BEGIN =
            new ParcelKind<>(
                    "states.map-run-child", MapRuns::write, (home, in) -> readBeginning(in));

    static final ParcelKind<Ended> ENDED =
            new ParcelKind<>(
                    "states.map-run-child-ended",
                    (ended, out) ->
                            out.varint(ended.index)
                                    .u8(ended.status.code())
                                    .optionalText(ended.output),
                    (arn, in) ->
                            new Ended((int) in.varint(), Status.of(in.u8()), in.optionalText()));

    private static final ParcelKind<Result> RESULT =
            new ParcelKind<>(
                    "states.map-run-ended",
                    (result, out) -> {
                        result.parent.write(out);
                        out.text(result.mapRun);
                        Outcomes.writeOptional(out, result.outcome);
                    },
                    (home, in) ->
                            new Result(
                                    TaskAddress.read(in),
                                    in.text(),
                                    Check.present(
                                            Outcomes.readOptional(in), "it came to something")));

    private MapRuns() {}

    private static void write(Beginning beginning, RowWriter out) {
        beginning.order.write(out);
        out.varint(beginning.index).text(beginning.name).text(beginning.input);
    }

    private static Beginning readBeginning(RowReader in) {
        return new Beginning(MapRunOrder.read(in), (int) in.varint(), in.text(), in.text());
    }

    static void register(Registry registry, Programs programs) {
        MapRunTables.register(registry);
        registry.receiver(ORDER, (tx, arn, ordered) -> ordered(tx, ordered));
        registry.receiver(ABORT, (tx, arn, any) -> abort(tx, arn));
        registry.receiver(
                REVISION,
                (tx, arn, sent) -> {
                    Revisions.keep(tx, sent.hash, sent.pinned);
                    Revisions.hold(tx, sent.hash, arn);
                });
        registry.receiver(RELEASE, (tx, arn, hash) -> Revisions.release(tx, hash, arn));
        registry.receiver(FORGET, (tx, arn, nothing) -> forgotten(tx, arn));
        registry.receiver(REDRIVE, MapRuns::redriven);
        registry.receiver(
                REDRIVE_CHILD, (tx, home, child) -> redriveChild(tx, programs, home, child));
        registry.receiver(STOP_CHILD, (tx, home, nothing) -> stop(tx, programs, home));
        registry.timer(STOP_TIMER, MapRuns::stopMore);
        registry.timer(ITEMS_TIMER, (tx, timer) -> removeItems(tx, timer.key()));
        registry.receiver(BEGIN, (tx, home, child) -> begin(tx, programs, child));
        registry.receiver(ENDED, MapRuns::childEnded);
        registry.receiver(RESULT, (tx, home, result) -> ended(tx, programs, result));
        registry.timer(MORE, (tx, timer) -> more(tx, timer.key()));
    }

    // On the partition of the parent.

    static void order(Tx tx, long execution, MapRunOrder order, Pinned pinned) {
        tx.put(
                MapRunTables.LISTED,
                new MapRunTables.ListKey(execution, order.arn()),
                new MapRunTables.Listed(tx.now(), null, 0));
        tx.send(ORDER, order.arn(), new Ordered(order, pinned));
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
        tx.send(REDRIVE, mapRun, parent);
        return redrives;
    }

    /** The execution is not known any more. */
    static void forget(Tx tx, String mapRun) {
        tx.send(FORGET, mapRun, NOTHING);
    }

    static void abandon(Tx tx, String mapRun) {
        tx.send(ABORT, mapRun, mapRun);
    }

    private static void ended(Tx tx, Programs programs, Result result) {
        TaskAddress parent = result.parent;
        MapRunTables.ListKey key = new MapRunTables.ListKey(parent.execution(), result.mapRun);
        MapRunTables.Listed listed = tx.get(MapRunTables.LISTED, key);
        if (listed != null) {
            tx.put(
                    MapRunTables.LISTED,
                    key,
                    new MapRunTables.Listed(listed.started(), tx.now(), listed.redrives()));
        }
        OpenExecution open = OpenExecution.find(tx, programs, parent.home(), parent.execution());
        if (open != null) {
            open.mapRunEnded(parent.strand(), parent.nonce(), result.outcome);
            open.go();
            open.save();
        }
    }

    // On the partition of the Map Run.

    private static void ordered(Tx tx, Ordered ordered) {
        MapRunOrder order = ordered.order;
        // In the same lanes as the children that follow, so that it is there before them.
        tx.sendToAll(REVISION, order.arn(), new Sent(order.revision(), ordered.pinned));
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

    /** Begins what may begin, or ends what is over. */
    static void advance(Tx tx, MapRun run) {
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
            tx.send(REDRIVE_CHILD, child, new Redriven(order.arn(), index));
            return true;
        }
        String name = tx.ids().uuid().toString();
        String home = child(order, name).home();
        tx.put(MapRunTables.ITEMS, key, new Item(item.input(), home, false, null));
        tx.send(BEGIN, home, new Beginning(order, index, name, item.input()));
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

    private static ExecutionArn child(MapRunOrder order, String name) {
        ExecutionArn parent = ExecutionArn.parse(order.parent().home());
        return ExecutionArn.of(
                new MachineArn(
                        parent.account(),
                        parent.region(),
                        order.machineName() + "/" + order.label()),
                name);
    }

    private static void childEnded(Tx tx, String arn, Ended child) {
        MapRun run = tx.get(MapRunTables.MAP_RUNS, arn);
        ItemKey key = new ItemKey(arn, child.index);
        Item item = tx.get(MapRunTables.ITEMS, key);
        if (run == null || item == null || item.ended()) {
            return;
        }
        tx.put(MapRunTables.ITEMS, key, new Item(item.input(), item.child(), true, child.output));
        MapRun now = run.ended(child.status);
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
        tx.send(RESULT, parent.home(), new Result(parent, arn, outcome));
    }

    /** Stops those that run, some at a time. */
    private static void stopChildren(Tx tx, MapRun run, int from) {
        String arn = run.order().arn();
        int until = (int) Math.min(run.next(), (long) from + LOOKED_AT);
        try (Scan<ItemKey, Item> rows = scan(tx, arn, from)) {
            while (rows.next() && rows.key().index() < until) {
                Item item = rows.value();
                if (item.child() != null && !item.ended()) {
                    tx.send(STOP_CHILD, item.child(), NOTHING);
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
            tx.sendToAll(RELEASE, arn, run.order().revision());
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

    // On the partition of a child.

    private static void begin(Tx tx, Programs programs, Beginning child) {
        MapRunOrder order = child.order;
        ExecutionArn arn = child(order, child.name);
        Payload input = Payload.ofText(child.input);
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
                                order.arn(), order.parentArn(), child.index, order.flow()),
                        null);
        OpenExecution open = OpenExecution.begin(tx, programs, execution, input);
        open.go();
        open.save();
    }

    /** One that cannot go on has failed again. */
    private static void redriveChild(Tx tx, Programs programs, String home, Redriven child) {
        Execution execution = tx.get(ExecutionTables.STANDARD.executions(), home);
        if (execution == null
                || !Redrivability.of(Closed.standing(tx, execution), tx.now()).redrivable()) {
            tx.send(ENDED, child.mapRun, new Ended(child.index, Status.FAILED, null));
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
                    ENDED,
                    of.mapRun(),
                    new Ended(of.item(), ending.status(), output == null ? null : output.text()));
        }
    }
}
