package dev.antiphon.engine;

import dev.antiphon.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
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
 *
 * <p>Its calls are in {@link Calls}, its batches in {@link Batches}; what becomes due by itself is
 * in {@link DueWork}, what goes from partition to partition in {@link Parcels}.
 */
public final class Partition {
    private static final Duration REOPEN = Duration.ofSeconds(1);
    private static final int OPENINGS = 3;

    /** What other threads say to a partition. */
    private sealed interface Control {
        record Committed(Batch batch) implements Control {}

        record Failed(Batch batch) implements Control {}

        record Recovered() implements Control {}

        record Arrived(Inbox.Incoming parcel) implements Control {}

        record Acked(OutboxLanes.Ack ack) implements Control {}

        record Rewind(int to) implements Control {}
    }

    private final int index;
    private final int partitions;
    private final Engine engine;
    private final EngineConfig config;
    private final InstantSource clock;
    private final Overlay overlay = new Overlay();
    private final IdBlock ids;
    private final OperationTx tx;
    private final Batches batches;
    private final Calls calls;
    private final DueWork due;
    private final Parcels parcels;
    private final ConcurrentLinkedQueue<Control> controls = new ConcurrentLinkedQueue<>();
    private volatile Doorbell doorbell = () -> {};
    private volatile boolean dead;

    /** Derived from the rows when the partition opens. */
    private ShardSet shards;

    private Instant now = Instant.EPOCH;
    private boolean resetting;
    private boolean readOnly;
    private boolean stopping;
    private Instant reopenNotBefore = Instant.MIN;
    private int failedOpenings;

    @SuppressWarnings(
            "NullAway.Init") // open() sets what is derived, before anything else can be called
    Partition(
            int index,
            int partitions,
            Engine engine,
            EngineConfig config,
            Storage storage,
            InstantSource clock,
            RandomGenerator random) {
        this.index = index;
        this.partitions = partitions;
        this.engine = engine;
        this.config = config;
        this.clock = clock;
        Keyspace keyspace = new Keyspace(storage, index);
        this.ids = new IdBlock(random);
        this.tx = new OperationTx(keyspace, overlay, ids, engine, partitions);
        this.due = new DueWork(this, engine, tx);
        this.parcels = new Parcels(partitions, this, engine, tx);
        this.batches = new Batches(this, storage, keyspace, config.uncommittedBytes());
        this.calls = new Calls(this, tx, batches, config, this::tell);
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
        if (dead || !calls.offer(call)) {
            return false;
        }
        doorbell.ring();
        return true;
    }

    /** Calls that wait for this partition's thread. */
    public int queuedCalls() {
        return calls.queued();
    }

    /** What the batch asked for may be done: it is durable. */
    void perform(Batch durable) {
        engine.perform(durable.effects);
    }

    void committed(Batch done) {
        control(new Control.Committed(done));
    }

    void failed(Batch done) {
        control(new Control.Failed(done));
    }

    void recovered() {
        control(new Control.Recovered());
    }

    void arrived(Inbox.Incoming parcel) {
        control(new Control.Arrived(parcel));
    }

    void acked(OutboxLanes.Ack ack) {
        control(new Control.Acked(ack));
    }

    void askedToRewind(int to) {
        control(new Control.Rewind(to));
    }

    private void control(Control control) {
        controls.add(control);
        doorbell.ring();
    }

    /** Builds everything derived from the rows. */
    void open() {
        overlay.clear();
        readTime();
        tx.begin(now);
        Long bound = tx.get(EngineTables.IDS, 0);
        ids.open(bound == null ? 0 : bound);
        parcels.open();
        due.open();
        engine.catalogStore().open(index, tx, engine.registrations().tables.values());
        shards = new ShardSet(engine.registrations().shards, tx, calls);
        tx.setShards(shards);
        calls.wakeOverdue(Instant.MAX);
    }

    /** Hands over what a previous run left in the outbox. All partitions must be open. */
    void resumeOutbox() {
        for (int to = 0; to < partitions; to++) {
            resumeOutbox(to);
        }
    }

    private void resumeOutbox(int to) {
        // Until the storage has recovered, what became of the failed rows is open: they are not to
        // be read.
        if (!readOnly && !resetting) {
            parcels.resume(to);
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
            due.interrupted(now);
            abandonBatch();
            return true;
        }
    }

    private boolean round() {
        boolean worked = followControls();
        if (resetting) {
            readTime();
            if (batches.outstanding() > 0 || now.isBefore(reopenNotBefore) || !startAgain()) {
                return worked;
            }
            worked = true;
        }
        readTime();
        if (!readOnly && !stopping) {
            worked |= due.run(now, shards);
            worked |= parcels.receive(config.callsPerBatch(), batches.filling());
        }
        calls.wakeOverdue(now);
        worked |= calls.run(readOnly, stopping);
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
            return false; // it is rung when a batch comes back, and wakes by itself to try again
        }
        if (calls.anyAwake()) {
            return true;
        }
        return !saturated() && (calls.anyQueued() || (!readOnly && parcels.anyWaiting()));
    }

    /** When something becomes due by itself; {@link Instant#MAX} if nothing does. */
    public Instant nextWake() {
        if (dead || saturated()) {
            return Instant.MAX;
        }
        if (resetting) {
            return batches.outstanding() > 0 ? Instant.MAX : reopenNotBefore;
        }
        Instant next = calls.nextDeadline();
        if (readOnly || stopping) {
            return next;
        }
        return earlier(next, due.nextDue(shards));
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Looks at the clock, which never goes back here. */
    Instant readTime() {
        Instant read = clock.instant();
        Instant millis = read.truncatedTo(ChronoUnit.MILLIS);
        if (millis.isAfter(now)) {
            now = millis;
        }
        boolean exact = !read.isAfter(now);
        tx.setTime(now, exact ? now : now.plusMillis(1));
        return now;
    }

    /** Whether so much waits for the disk that no more may be staged. */
    boolean saturated() {
        return batches.saturated();
    }

    // What is run.

    /**
     * Runs an operation that nobody waits for. Returns what it threw, if it did; it is rolled back
     * then.
     */
    @Nullable Throwable run(Consumer<Tx> operation) {
        tx.begin(now);
        try {
            operation.accept(tx);
        } catch (Check.Broken e) {
            tx.rollback();
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            tx.rollback();
            return e;
        }
        succeeded();
        return null;
    }

    /** What the operation has staged is to be done, and what it has sent to this very partition. */
    void succeeded() {
        apply();
        parcels.receiveOwn();
    }

    private void apply() {
        Batch batch = batches.filling();
        for (OperationTx.Posting<?> posting : tx.postings) {
            parcels.post(posting, batch);
        }
        if (ids.outgrown()) {
            tx.put(EngineTables.IDS, 0, ids.extend());
        }
        for (Change change : tx.changes) {
            switch (change) {
                case Change.Row staged ->
                        applyRow(staged.table(), staged.key(), staged.staged().value);
                case Change.Shadow shadow -> {}
                case Change.RangeRemoval removal -> applyRange(removal);
            }
            batch.changes.add(change);
        }
        batch.synced |= tx.syncAsked;
        batch.effects.addAll(tx.effects);
        for (OperationTx.Signal signal : tx.signals) {
            calls.signal(signal.topic(), signal.permits());
        }
        for (OperationTx.Listening listening : tx.listenings) {
            calls.listen(listening.shard(), listening.topic());
        }
    }

    private boolean tell(ShardKey<?> key, Object topic) {
        Shard shard = shards.get(key.name());
        return shard != null && shard.signalled(topic);
    }

    @SuppressWarnings("unchecked") // a change holds a key and a value of its table
    private <K, V> void applyRow(Table<K, V> table, Object anyKey, @Nullable Object anyValue) {
        K key = (K) anyKey;
        V value = (V) anyValue;
        batches.write(table, key, value);
        if (key instanceof Timer timer && table.equals(EngineTables.TIMERS)) {
            due.follow(timer, value != null);
        }
        shards.changed(table, key, value);
    }

    private void applyRange(Change.RangeRemoval removal) {
        batches.remove(removal);
        shards.rangeDeleted(removal);
    }

    // Handing over, and what comes back.

    private void seal() {
        if (batches.filling().isEmpty()) {
            return;
        }
        Batch sealed = batches.seal();
        if (batches.alone(sealed)) {
            sealed.release();
            engine.perform(sealed.effects);
            parcels.acknowledge(sealed);
        } else {
            batches.handOver(sealed, engine.committer());
        }
    }

    private boolean followControls() {
        boolean worked = false;
        for (Control control = controls.poll(); control != null; control = controls.poll()) {
            worked = true;
            switch (control) {
                case Control.Committed(Batch done) -> followCommit(done);
                case Control.Failed(Batch done) -> {
                    batches.settle(done);
                    readOnly = true;
                    resetting = true;
                }
                case Control.Recovered() -> {
                    // Only now is it known whether the failed rows are there.
                    readOnly = false;
                    resetting = true;
                    reopenNotBefore = Instant.MIN;
                }
                case Control.Arrived(Inbox.Incoming parcel) -> parcels.arrived(parcel);
                case Control.Acked(OutboxLanes.Ack ack) -> followAck(ack);
                case Control.Rewind(int to) -> {
                    parcels.rewind(to);
                    resumeOutbox(to);
                }
            }
        }
        return worked;
    }

    private void followCommit(Batch done) {
        batches.settle(done);
        if (!batches.current(done) || resetting) {
            return; // its rows are in the storage, from where all that is derived is about to come
        }
        for (Change change : done.changes) {
            switch (change) {
                case Change.Row staged ->
                        overlay.committed(staged.table(), staged.key(), staged.staged());
                case Change.Shadow shadow ->
                        overlay.committed(shadow.table(), shadow.key(), shadow.staged());
                case Change.RangeRemoval removal -> overlay.removeRange(removal.range());
            }
        }
        parcels.committed(done);
        parcels.acknowledge(done);
    }

    private void followAck(OutboxLanes.Ack ack) {
        if (!resetting && !readOnly) { // else it comes again when the parcel is repeated
            parcels.acknowledged(ack);
            resumeOutbox(ack.from());
        }
    }

    // Starting again, and stopping.

    private void abandonBatch() {
        resetting = true;
        parcels.interrupted();
        tx.rollback();
        batches.abandon();
    }

    /** Opens again from the rows. Returns whether that succeeded. */
    private boolean startAgain() {
        batches.beginGeneration();
        abandonBatch();
        try {
            open();
        } catch (RuntimeException | StackOverflowError e) {
            openingFailed(e);
            return false;
        }
        failedOpenings = 0;
        resetting = false;
        for (int other = 0; other < partitions; other++) {
            if (other != index) {
                engine.partition(other).askedToRewind(index);
                resumeOutbox(other);
            }
        }
        return true;
    }

    /**
     * While the storage recovers, it may take away what a reader stands on: that is tried again.
     * Otherwise the rows cannot be read, and a few tries are enough to know.
     */
    private void openingFailed(Throwable cause) {
        if (!readOnly && ++failedOpenings >= OPENINGS) {
            die(cause);
            return;
        }
        engine.incidents()
                .contained("partition " + index + " could not be opened and is tried again", cause);
        reopenNotBefore = now.plus(REOPEN);
    }

    private void die(Throwable cause) {
        dead = true;
        calls.refuseAll(cause);
        engine.incidents().fatal("partition " + index + " cannot be opened", cause);
    }

    /**
     * Lets the calls that wait run a last time, as if they had waited long enough, and begins
     * nothing more that is merely due, for the node is stopping. What has run is answered as usual:
     * call {@link #work} until {@link #outstanding} is 0.
     */
    public void stop() {
        stopping = true;
        calls.wakeOverdue(Instant.MAX);
    }

    /** Batches that were handed over and have not come back. */
    public int outstanding() {
        return batches.outstanding();
    }
}
