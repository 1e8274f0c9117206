package dev.antiphon.engine;

import dev.antiphon.engine.EngineTables.Parcel;
import dev.antiphon.engine.EngineTables.ParcelKey;
import dev.antiphon.engine.EngineTables.RefusedKey;
import dev.antiphon.engine.EngineTables.RefusedParcel;
import dev.antiphon.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A partition: the only writer of its entities. One thread (or a simulation) calls {@link #work}
 * over and over; it runs what is due, then what was called, and hands what was staged to the
 * committer without waiting for the disk. It goes on with the next batch at once: reads find staged
 * rows in the {@link Overlay}, answers are held back until their batch, and so every batch before
 * it, is durable.
 *
 * <p>An operation runs in three steps. Its handler reads and stages. If it throws, the overlay is
 * restored and the exception is the answer. If it succeeds, its changes are encoded into the batch
 * and shown to the shards' observers, in this order; from here on nothing may fail. Where something
 * does fail (a broken invariant, a failed commit), memory can no longer be trusted to equal the
 * rows: the partition waits until its batches under way have ended one way or the other, throws
 * away everything derived, and opens again from its rows.
 */
public final class Partition {
    private static final int DUE_PER_ROUND = 256;
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(10);

    private sealed interface Control {
        record Committed(Batch batch) implements Control {}

        record Failed(Batch batch) implements Control {}

        record Recovered() implements Control {}

        record Incoming(int from, long number, Parcel parcel) implements Control {}

        record Acked(OutboxLanes.Ack ack) implements Control {}

        record Rewind(int to) implements Control {}
    }

    private record Followed<K, V>(Table<K, V> table, RowObserver<K, V> observer) {}

    private final int index;
    private final Engine engine;
    private final EngineConfig config;
    private final InstantSource clock;
    private final Storage storage;
    private final Keyspace keyspace;
    private final Overlay overlay = new Overlay();
    private final IdBlock ids;
    private final OperationTx tx;
    private final Mailbox mailbox;
    private final Waiting waiting = new Waiting();
    private final TimerWindow timers = new TimerWindow();
    private final OutboxLanes outbox;
    private final long[] applied;
    private final boolean[] rewindAsked;
    private final long[] durableParcels;
    private final Deque<Control.Incoming> incoming = new ArrayDeque<>();
    private final Deque<Parcel> local = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Control> controls = new ConcurrentLinkedQueue<>();
    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final Map<String, Instant> notBefore = new LinkedHashMap<>();
    private final @Nullable Followed<?, ?>[] followers = new Followed<?, ?>[256];
    private final RowWriter row = new RowWriter();
    private volatile Doorbell doorbell = () -> {};
    private volatile boolean dead;

    private Instant now = Instant.EPOCH;
    private int generation;
    private Batch batch;
    private int outstanding;
    private long outstandingBytes;
    private boolean resetting;
    private boolean readOnly;
    private long arrivals;

    Partition(
            int index,
            Engine engine,
            EngineConfig config,
            int partitions,
            Storage storage,
            InstantSource clock,
            RandomGenerator random) {
        this.index = index;
        this.engine = engine;
        this.config = config;
        this.clock = clock;
        this.storage = storage;
        this.keyspace = new Keyspace(storage, index);
        this.ids = new IdBlock(random);
        this.tx = new OperationTx(keyspace, overlay, ids, engine);
        this.mailbox = new Mailbox(config.mailboxCalls(), config.mailboxBytes());
        this.outbox = new OutboxLanes(partitions);
        this.applied = new long[partitions];
        this.rewindAsked = new boolean[partitions];
        this.durableParcels = new long[partitions];
        this.batch = new Batch(this, 0, storage.newBatch());
    }

    public int index() {
        return index;
    }

    /** Says whom to ring when something has come in. */
    public void attach(Doorbell doorbell) {
        this.doorbell = doorbell;
    }

    /** Takes a call in, or refuses it for want of room. Any thread may call. */
    public boolean offer(Call<?> call) {
        if (dead || !mailbox.offer(call)) {
            return false;
        }
        doorbell.ring();
        return true;
    }

    /** Calls that wait for this partition's thread. */
    public int queuedCalls() {
        return mailbox.size();
    }

    // What other threads say to this partition.

    void committed(Batch done) {
        control(new Control.Committed(done));
    }

    void failed(Batch done) {
        control(new Control.Failed(done));
    }

    void recovered() {
        control(new Control.Recovered());
    }

    private void control(Control control) {
        controls.add(control);
        doorbell.ring();
    }

    // Opening.

    /** Builds everything derived from the rows. */
    void open() {
        overlay.clear();
        local.clear();
        incoming.clear();
        shards.clear();
        notBefore.clear();
        Arrays.fill(followers, null);
        begin();
        tx.begin(now);
        Long bound = tx.get(EngineTables.IDS, 0);
        ids.open(bound == null ? 0 : bound);
        Arrays.fill(applied, 0);
        Arrays.fill(rewindAsked, false);
        try (Scan<Integer, Long> rows = tx.scanAll(EngineTables.APPLIED)) {
            while (rows.next()) {
                applied[rows.key()] = rows.value();
            }
        }
        try (Scan<ParcelKey, Parcel> rows = tx.scanAll(EngineTables.OUTBOX)) {
            outbox.open(rows);
        }
        for (int to = 0; to < durableParcels.length; to++) {
            durableParcels[to] = outbox.last(to);
        }
        refillTimers();
        engine.catalogStore().open(index, tx, engine.registrations().tables.values());
        for (ShardKey<?> key : engine.registrations().shards) {
            openShard(key);
        }
        tx.setShards(shards);
        waiting.wakeOverdue(Instant.MAX);
    }

    private void openShard(ShardKey<?> key) {
        Shard shard = key.factory().get();
        shards.put(key.name(), shard);
        List<Followed<?, ?>> followed = new ArrayList<>();
        shard.observe(
                new Observers() {
                    @Override
                    public <K, V> void follow(Table<K, V> table, RowObserver<K, V> observer) {
                        Check.that(followers[table.id()] == null, "two shards follow one table");
                        Followed<K, V> entry = new Followed<>(table, observer);
                        followers[table.id()] = entry;
                        followed.add(entry);
                    }

                    @Override
                    public void signal(Object topic, int permits) {
                        waiting.signal(topic, permits);
                    }
                });
        for (Followed<?, ?> entry : followed) {
            replay(entry);
        }
    }

    private <K, V> void replay(Followed<K, V> followed) {
        try (Scan<K, V> rows = tx.scanAll(followed.table)) {
            while (rows.next()) {
                followed.observer.put(rows.key(), rows.value());
            }
        }
    }

    private void refillTimers() {
        try (Scan<Timer, Boolean> rows = tx.scanAll(EngineTables.TIMERS)) {
            timers.open(rows);
        }
    }

    // The duty cycle.

    /** Does what there is to do, at most a batch of it. Returns whether there was anything. */
    public boolean work() {
        if (dead) {
            return false;
        }
        try {
            return round();
        } catch (RuntimeException | StackOverflowError e) {
            engine.incidents().contained("partition " + index + " starts again from its rows", e);
            startAgain();
            return true;
        }
    }

    private boolean round() {
        boolean worked = followControls();
        if (resetting) {
            if (outstanding > 0) {
                return worked;
            }
            reset();
            worked = true;
        }
        begin();
        if (!readOnly) {
            worked |= runDue();
            worked |= runIncoming();
        }
        worked |= runCalls();
        seal();
        return worked;
    }

    /** Whether {@link #work} would find something to do now, without regard to time. */
    public boolean hasWork() {
        if (dead) {
            return false;
        }
        if (!controls.isEmpty()) {
            return true;
        }
        if (resetting) {
            return outstanding == 0;
        }
        if (waiting.anyAwake()) {
            return true;
        }
        return !saturated() && (!mailbox.isEmpty() || (!readOnly && !incoming.isEmpty()));
    }

    /** When something becomes due by itself; {@link Instant#MAX} if nothing does. */
    public Instant nextWake() {
        Instant next = waiting.nextDeadline();
        if (readOnly || resetting) {
            return next;
        }
        next = earlier(next, timers.nextDue());
        for (Map.Entry<String, Shard> shard : shards.entrySet()) {
            Instant wake = shard.getValue().nextWake();
            Instant earliest = notBefore.get(shard.getKey());
            next = earlier(next, earliest == null || wake.isAfter(earliest) ? wake : earliest);
        }
        return next;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private void begin() {
        Instant read = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (read.isAfter(now)) {
            now = read;
        }
        tx.setTime(now);
    }

    private boolean saturated() {
        return outstandingBytes > config.uncommittedBytes();
    }

    private boolean runCalls() {
        waiting.wakeOverdue(now);
        int left = config.callsPerBatch();
        boolean worked = false;
        while (left-- > 0) {
            Waiting.Arrival arrival = waiting.nextAwake();
            if (arrival == null) {
                Call<?> call = saturated() ? null : mailbox.poll();
                if (call == null) {
                    break;
                }
                arrival = new Waiting.Arrival(call, now, arrivals++);
            }
            worked = true;
            if (!arrival.call().cancelled()) {
                runCall(arrival.call(), arrival);
            }
        }
        return worked;
    }

    private <O> void runCall(Call<O> call, Waiting.Arrival arrival) {
        tx.begin(arrival.at());
        Outcome<O> outcome;
        try {
            outcome = call.run(tx);
        } catch (Check.Broken e) {
            tx.rollback();
            answer(call, null, e);
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            tx.rollback();
            answer(call, null, e);
            return;
        }
        if (readOnly && tx.staged()) {
            tx.rollback();
            answer(
                    call,
                    null,
                    new EngineException(
                            EngineException.Reason.READ_ONLY,
                            "the storage takes no changes at present"));
            return;
        }
        switch (outcome) {
            case Outcome.Reply<O> reply -> answer(call, reply.value(), null);
            case Outcome.Wait<O> wait -> waiting.park(arrival, wait.topic(), wait.deadline());
        }
        apply();
    }

    private void answer(Call<?> call, @Nullable Object value, @Nullable Throwable error) {
        batch.answers.add(new Batch.Answer(call, value, error));
    }

    private interface Internal {
        void run(Tx tx);
    }

    /**
     * Runs an operation that nobody waits for. Returns what it threw, if it did; it is rolled back
     * then.
     */
    private @Nullable Throwable runInternal(Internal operation) {
        tx.begin(now);
        try {
            operation.run(tx);
        } catch (Check.Broken e) {
            tx.rollback();
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            tx.rollback();
            return e;
        }
        apply();
        return null;
    }

    private boolean runDue() {
        boolean worked = false;
        for (int i = 0; i < DUE_PER_ROUND; i++) {
            if (timers.exhausted()) {
                refillTimers();
            }
            Timer timer = timers.due(now);
            if (timer == null) {
                break;
            }
            worked = true;
            fire(timer);
        }
        for (Map.Entry<String, Shard> entry : shards.entrySet()) {
            Shard shard = entry.getValue();
            Instant earliest = notBefore.get(entry.getKey());
            if (shard.nextWake().isAfter(now) || (earliest != null && now.isBefore(earliest))) {
                continue;
            }
            worked = true;
            Throwable failure = runInternal(shard::wake);
            if (failure == null) {
                notBefore.remove(entry.getKey());
            } else {
                notBefore.put(entry.getKey(), now.plus(RETRY_AFTER_FAILURE));
                engine.incidents()
                        .contained("the deadlines of " + entry.getKey() + " failed", failure);
            }
        }
        return worked;
    }

    private void fire(Timer timer) {
        TimerHandler handler = engine.registrations().timers.get(timer.handler());
        Throwable failure =
                handler == null
                        ? new IllegalStateException("no handler for " + timer)
                        : runInternal(any -> {
                            tx.delete(EngineTables.TIMERS, timer);
                            handler.fire(tx, timer);
                        });
        if (failure != null) {
            engine.incidents()
                    .contained("a timer failed and is tried again later: " + timer, failure);
            runInternal(any -> {
                tx.cancelTimer(timer);
                tx.setTimer(new Timer(timer.handler(), now.plus(RETRY_AFTER_FAILURE), timer.key()));
            });
        }
    }

    // Parcels.

    private boolean runIncoming() {
        boolean worked = false;
        for (int i = 0; i < config.callsPerBatch() && !incoming.isEmpty() && !saturated(); i++) {
            worked = true;
            Control.Incoming next = incoming.poll();
            long expected = applied[next.from] + 1;
            if (next.number > expected) {
                // What came before was lost with a failed batch of ours.
                if (!rewindAsked[next.from]) {
                    rewindAsked[next.from] = true;
                    engine.partition(next.from).control(new Control.Rewind(index));
                }
            } else {
                if (next.number == expected) {
                    applyParcel(next);
                }
                acknowledge(next.from, Math.max(next.number, applied[next.from]));
            }
        }
        return worked;
    }

    private void applyParcel(Control.Incoming next) {
        Throwable failure =
                runInternal(any -> {
                    receive(next.parcel);
                    tx.put(EngineTables.APPLIED, next.from, next.number);
                });
        if (failure != null) {
            engine.incidents()
                    .contained(
                            "a parcel was refused and is kept: " + next.parcel.address(), failure);
            runInternal(any -> {
                keepRefused(next.from, next.number, next.parcel, failure);
                tx.put(EngineTables.APPLIED, next.from, next.number);
            });
        }
        applied[next.from] = next.number;
        rewindAsked[next.from] = false;
    }

    private void receive(Parcel parcel) {
        Receiver receiver = engine.registrations().receivers.get(parcel.receiver());
        if (receiver == null) {
            throw new IllegalStateException("no receiver is called " + parcel.receiver());
        }
        receiver.receive(tx, parcel.address(), parcel.payload());
    }

    private void keepRefused(int from, long number, Parcel parcel, Throwable failure) {
        tx.put(
                EngineTables.REFUSED,
                new RefusedKey(from, number),
                new RefusedParcel(parcel, failure.toString()));
    }

    /** A parcel for this very partition needs no row: it is received in the batch that sent it. */
    private void runLocal() {
        for (Parcel parcel = local.poll(); parcel != null; parcel = local.poll()) {
            Parcel next = parcel;
            Throwable failure = runInternal(any -> receive(next));
            if (failure != null) {
                engine.incidents()
                        .contained("a parcel was refused and is kept: " + next.address(), failure);
                runInternal(any -> keepRefused(index, ids.next(), next, failure));
            }
        }
    }

    private void acknowledge(int from, long number) {
        List<OutboxLanes.Ack> acks = batch.acks;
        for (int i = 0; i < acks.size(); i++) {
            if (acks.get(i).from() == from) {
                acks.set(i, new OutboxLanes.Ack(from, Math.max(number, acks.get(i).number())));
                return;
            }
        }
        acks.add(new OutboxLanes.Ack(from, number));
    }

    // Applying an operation that has succeeded.

    private void apply() {
        for (Parcel parcel : tx.parcels) {
            int to = engine.router().partitionOf(parcel.address());
            if (to == index) {
                local.add(parcel);
            } else {
                ParcelKey key = outbox.assign(to);
                tx.put(EngineTables.OUTBOX, key, parcel);
                batch.outgoing.add(new OutboxLanes.Outgoing(to, key.number(), parcel));
                batch.synced = true;
            }
        }
        if (ids.outgrown()) {
            tx.put(EngineTables.IDS, 0, ids.extend());
        }
        for (Change change : tx.changes) {
            switch (change) {
                case Change.Row staged ->
                        applyRow(staged.table(), staged.key(), staged.staged().value);
                case Change.RangeRemoval removal -> applyRange(removal);
            }
            batch.changes.add(change);
        }
        for (OperationTx.Signal signal : tx.signals) {
            waiting.signal(signal.topic(), signal.permits());
        }
        if (!local.isEmpty()) {
            runLocal();
        }
    }

    @SuppressWarnings("unchecked")
    private <K, V> void applyRow(Table<K, V> table, Object anyKey, @Nullable Object anyValue) {
        K key = (K) anyKey;
        KeyWriter encodedKey = keyspace.encode(table, key);
        Followed<K, V> follower = (Followed<K, V>) followers[table.id()];
        if (anyValue == null) {
            batch.writes.delete(table.family(), encodedKey.array(), encodedKey.length());
            if (follower != null) {
                follower.observer.deleted(key);
            }
        } else {
            V value = (V) anyValue;
            Keyspace.encodeRow(table, value, row);
            batch.writes.put(
                    table.family(),
                    encodedKey.array(),
                    encodedKey.length(),
                    row.array(),
                    row.length());
            if (follower != null) {
                follower.observer.put(key, value);
            }
        }
        if (table.durability() == Table.Durability.SYNCED) {
            batch.synced = true;
        }
        if (table.id() == EngineTables.TIMERS.id()) {
            followTimer((Timer) anyKey, anyValue != null);
        }
    }

    private void followTimer(Timer timer, boolean set) {
        if (set) {
            timers.added(timer);
            batch.synced = true;
        } else {
            timers.removed(timer);
        }
    }

    @SuppressWarnings("unchecked")
    private void applyRange(Change.RangeRemoval removal) {
        batch.writes.deleteRange(
                removal.table().family(), removal.range().from(), removal.range().to());
        batch.synced |= removal.table().durability() == Table.Durability.SYNCED;
        Followed<Object, Object> follower =
                (Followed<Object, Object>) followers[removal.table().id()];
        if (follower != null) {
            follower.observer.rangeDeleted(removal.from(), removal.to());
        }
    }

    // Handing over, and what comes back.

    private void seal() {
        if (batch.isEmpty()) {
            return;
        }
        Batch sealed = batch;
        batch = new Batch(this, generation, storage.newBatch());
        if (sealed.writes.isEmpty() && outstanding == 0) {
            // Nothing to write, and nothing under way that the answers could rest on.
            release(sealed.answers);
            sendAcks(sealed);
            return;
        }
        outstanding++;
        outstandingBytes += sealed.writes.bytes();
        engine.committer().submit(sealed);
    }

    private static void release(List<Batch.Answer> ready) {
        Answers answers = new Answers();
        ready.forEach(answers::add);
        answers.release();
    }

    private void sendAcks(Batch done) {
        for (OutboxLanes.Ack ack : done.acks) {
            engine.partition(ack.from())
                    .control(new Control.Acked(new OutboxLanes.Ack(index, ack.number())));
        }
    }

    private boolean followControls() {
        boolean worked = false;
        for (Control control = controls.poll(); control != null; control = controls.poll()) {
            worked = true;
            switch (control) {
                case Control.Committed(Batch done) -> followCommit(done);
                case Control.Failed(Batch done) -> {
                    settle(done);
                    readOnly = true;
                    resetting = true;
                }
                case Control.Recovered() -> {
                    // Whether the failed rows are there is only known now.
                    readOnly = false;
                    resetting = true;
                }
                case Control.Incoming parcel -> incoming.add(parcel);
                case Control.Acked(OutboxLanes.Ack ack) -> followAck(ack);
                case Control.Rewind(int to) -> {
                    if (!resetting) {
                        outbox.rewind(to);
                        resume(to);
                    }
                }
            }
        }
        return worked;
    }

    private void settle(Batch done) {
        outstanding--;
        outstandingBytes -= done.writes.bytes();
    }

    private void followCommit(Batch done) {
        settle(done);
        if (done.generation != generation || resetting) {
            return; // its rows are in the storage, and everything derived is about to be built from
            // there
        }
        for (Change change : done.changes) {
            switch (change) {
                case Change.Row staged ->
                        overlay.committed(staged.table(), staged.key(), staged.staged());
                case Change.RangeRemoval removal -> overlay.removeRange(removal.range());
            }
        }
        for (OutboxLanes.Outgoing parcel : done.outgoing) {
            durableParcels[parcel.to()] = parcel.number();
            outbox.committed(parcel, this::carry);
        }
        sendAcks(done);
    }

    private void carry(OutboxLanes.Outgoing parcel) {
        engine.partition(parcel.to())
                .control(new Control.Incoming(index, parcel.number(), parcel.parcel()));
    }

    private void followAck(OutboxLanes.Ack ack) {
        if (resetting || readOnly) {
            return; // asked for again when the parcel is repeated
        }
        runInternal(any -> outbox.acknowledged(ack, tx));
        resume(ack.from());
    }

    private void resume(int to) {
        if (outbox.backlog(to)) {
            outbox.resume(to, tx, this::carry, durableParcels[to]);
        }
    }

    // Starting again.

    private void startAgain() {
        resetting = true;
        tx.rollback();
        Batch abandoned = batch;
        batch = new Batch(this, generation, storage.newBatch());
        List<Batch.Answer> failed = new ArrayList<>();
        for (Batch.Answer answer : abandoned.answers) {
            Throwable error = answer.error() == null ? Committer.notDurable() : answer.error();
            failed.add(new Batch.Answer(answer.call(), null, error));
        }
        release(failed);
    }

    private void reset() {
        startAgain();
        generation++;
        batch = new Batch(this, generation, storage.newBatch());
        try {
            open();
        } catch (RuntimeException e) {
            die(e);
            return;
        }
        resetting = false;
        for (int other = 0; other < applied.length; other++) {
            if (other != index) {
                engine.partition(other).control(new Control.Rewind(index));
                outbox.rewind(other);
                resume(other);
            }
        }
    }

    private void die(RuntimeException cause) {
        dead = true;
        List<Batch.Answer> failed = new ArrayList<>();
        for (Call<?> call : waiting.clear()) {
            failed.add(new Batch.Answer(call, null, cause));
        }
        for (Call<?> call = mailbox.poll(); call != null; call = mailbox.poll()) {
            failed.add(new Batch.Answer(call, null, cause));
        }
        release(failed);
        engine.incidents().fatal("partition " + index + " cannot be opened", cause);
    }

    /** Hands over what a previous run left in the outbox. All partitions must be open. */
    void resumeOutbox() {
        for (int to = 0; to < durableParcels.length; to++) {
            resume(to);
        }
    }

    /**
     * Refuses the calls that wait, for the node is stopping. Those that have run are answered as
     * usual; call {@link #work} until nothing is left.
     */
    public void stop() {
        List<Batch.Answer> refused = new ArrayList<>();
        EngineException stopping =
                new EngineException(EngineException.Reason.STOPPING, "the server is stopping");
        for (Call<?> call : waiting.clear()) {
            refused.add(new Batch.Answer(call, null, stopping));
        }
        release(refused);
    }

    /** Batches that were handed over and have not come back. */
    public int outstanding() {
        return outstanding;
    }
}
