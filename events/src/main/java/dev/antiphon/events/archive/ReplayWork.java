package dev.antiphon.events.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.Injection;
import dev.antiphon.events.Json;
import dev.antiphon.events.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;

/**
 * A replay under way, on the partition of its archive. A timer takes one slice after the other: the
 * slice's events go out in the commit that moves the row on behind them.
 *
 * @param next where it goes on
 */
record ReplayWork(
        ResourceKey replay,
        ResourceKey archive,
        BusArn bus,
        List<String> rules,
        Instant to,
        ArchivedEvent.Key next) {

    static final String TIMER = "events.replay";

    private static final int SLICE = 100;
    private static final int SLICE_BYTES = 256 << 10;

    /** Leaves the bus room for its own events: at most 10,000 replayed ones a second. */
    private static final Duration BETWEEN_SLICES = Duration.ofMillis(10);

    static final RowCodec<ReplayWork> CODEC = new Codec();

    ReplayWork {
        rules = List.copyOf(rules);
    }

    /** Has a replay done, from any partition. */
    static void order(Tx tx, Replay replay) {
        tx.send(
                ReplayOrder.KIND,
                replay.archive(),
                new ReplayOrder.Begin(
                        replay.key(), replay.bus(), replay.rules(), replay.from(), replay.to()));
    }

    /** Has it given up. */
    static void cancel(Tx tx, Replay replay) {
        tx.send(ReplayOrder.KIND, replay.archive(), new ReplayOrder.Cancel(replay.key()));
    }

    /** Takes an order in, on the partition of the archive. */
    static void receive(Tx tx, String address, ReplayOrder order) {
        switch (order) {
            case ReplayOrder.Begin begin -> {
                ResourceKey archive = ResourceKey.parse(address, Archive.TYPE);
                begin(tx, begin, Check.present(archive, "an archive's address"));
            }
            case ReplayOrder.Cancel(ResourceKey replay) -> {
                if (tx.get(ArchiveTables.REPLAY_WORK, replay) != null) {
                    tx.delete(ArchiveTables.REPLAY_WORK, replay);
                    ReplayReport.send(tx, replay, ReplayState.CANCELLED, null, null);
                }
            }
        }
    }

    private static void begin(Tx tx, ReplayOrder.Begin order, ResourceKey archive) {
        ResourceKey replay = order.replay();
        Archive found = tx.get(ArchiveTables.ARCHIVES, archive);
        if (found == null) {
            gone(tx, replay);
            return;
        }
        tx.put(
                ArchiveTables.REPLAY_WORK,
                replay,
                new ReplayWork(
                        replay,
                        archive,
                        order.bus(),
                        order.rules(),
                        order.to(),
                        ArchivedEvent.Key.from(found.id(), order.from())));
        plan(tx, replay, tx.now());
        ReplayReport.send(tx, replay, ReplayState.RUNNING, null, null);
    }

    private static void gone(Tx tx, ResourceKey replay) {
        ReplayReport.send(tx, replay, ReplayState.FAILED, "The archive was deleted.", null);
    }

    private static void plan(Tx tx, ResourceKey replay, Instant due) {
        tx.setTimer(new Timer(TIMER, due, replay.arn(Replay.TYPE)));
    }

    /** Replays the next slice. */
    static void fire(Tx tx, Timer timer) {
        ResourceKey key =
                Check.present(ResourceKey.parse(timer.key(), Replay.TYPE), "it is of a replay");
        ReplayWork work = tx.get(ArchiveTables.REPLAY_WORK, key);
        if (work == null) {
            return; // cancelled
        }
        Archive archive = tx.get(ArchiveTables.ARCHIVES, work.archive);
        if (archive == null || archive.id() != work.next.archive()) {
            tx.delete(ArchiveTables.REPLAY_WORK, key);
            gone(tx, key);
            return;
        }
        Map<ArchivedEvent.Key, ArchivedEvent> slice = work.slice(tx);
        ArchivedEvent.Key last = null;
        for (Map.Entry<ArchivedEvent.Key, ArchivedEvent> event : slice.entrySet()) {
            work.replay(tx, event.getValue());
            last = event.getKey();
        }
        if (last == null) {
            tx.delete(ArchiveTables.REPLAY_WORK, key);
            ReplayReport.send(tx, key, ReplayState.COMPLETED, null, null);
            return;
        }
        tx.put(ArchiveTables.REPLAY_WORK, key, work.behind(last));
        plan(tx, key, tx.now().plus(BETWEEN_SLICES));
        ReplayReport.send(tx, key, ReplayState.RUNNING, null, last.time());
    }

    private Map<ArchivedEvent.Key, ArchivedEvent> slice(Tx tx) {
        Map<ArchivedEvent.Key, ArchivedEvent> slice = new LinkedHashMap<>();
        int bytes = 0;
        try (var rows =
                tx.scan(
                        ArchiveTables.EVENTS,
                        next,
                        ArchivedEvent.Key.from(next.archive(), to.plusMillis(1)))) {
            while (slice.size() < SLICE && bytes < SLICE_BYTES && rows.next()) {
                slice.put(rows.key(), rows.value());
                bytes += rows.value().body().length;
            }
        }
        return slice;
    }

    /** The same event, with its id and time, and the name of the replay. */
    private void replay(Tx tx, ArchivedEvent event) {
        ObjectNode tree = (ObjectNode) Check.present(Json.parse(event.body()), "an event is JSON");
        tree.put("replay-name", replay.name());
        Injection.send(
                tx,
                bus,
                tree.path("id").asText(),
                Json.bytes(tree),
                rules,
                replay.arn(Replay.TYPE),
                null);
    }

    private ReplayWork behind(ArchivedEvent.Key last) {
        return new ReplayWork(replay, archive, bus, rules, to, last.next());
    }

    private static final class Codec implements RowCodec<ReplayWork> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ReplayWork row, RowWriter out) {
            row.replay.write(out);
            row.archive.write(out);
            row.bus.write(out);
            out.texts(row.rules);
            out.i64(row.to.toEpochMilli());
            out.i64(row.next.archive()).i64(row.next.time().toEpochMilli()).i64(row.next.number());
        }

        @Override
        public ReplayWork read(int version, RowReader in) {
            return new ReplayWork(
                    ResourceKey.read(in),
                    ResourceKey.read(in),
                    BusArn.read(in),
                    in.texts(),
                    Instant.ofEpochMilli(in.i64()),
                    new ArchivedEvent.Key(in.i64(), Instant.ofEpochMilli(in.i64()), in.i64()));
        }
    }
}
