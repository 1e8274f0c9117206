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
 * <p>What becomes due by itself is in {@link DueWork}, what goes from partition to partition in
 * {@link Parcels}.
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
    private final Storage storage;
    private final Keyspace keyspace;
    private final Overlay overlay = new Overlay();
    private final IdBlock ids;
    private final OperationTx tx;
    private final Mailbox mailbox;
    private final Waiting waiting = new Waiting(this::tell);
    private final DueWork due;
    private final Parcels parcels;
    private final ConcurrentLinkedQueue<Control> controls = new ConcurrentLinkedQueue<>();
    private final RowWriter row = new RowWriter();
    private volatile Doorbell doorbell = () -> {};
    private volatile boolean dead;

    /** Derived from the rows when the partition opens. */
    private ShardSet shards;

    private Instant now = Instant.EPOCH;
    private int generation;
    private Batch batch;
    private int outstanding;
    private long outstandingBytes;
    private boolean resetting;
    private boolean readOnly;
    private boolean stopping;
    private Instant reopenNotBefore = Instant.MIN;
    private int failedOpenings;
    private long arrivals;

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
        this.storage = storage;
        this.keyspace = new Keyspace(storage, index);
        this.ids = new IdBlock(random);
        this.tx = new OperationTx(keyspace, overlay, ids, engine, partitions);
        this.due = new DueWork(this, engine, tx);
        this.parcels = new Parcels(partitions, this, engine, tx);
        this.mailbox = new Mailbox(config.mailboxCalls(), config.mailboxBytes());
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
        shards = new ShardSet(engine.registrations().shards, tx, waiting);
        tx.setShards(shards);
        waiting.wakeOverdue(Instant.MAX);
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
            if (outstanding > 0 || now.isBefore(reopenNotBefore) || !startAgain()) {
                return worked;
            }
            worked = true;
        }
        readTime();
        if (!readOnly && !stopping) {
            worked |= due.run(now, shards);
            worked |= parcels.receive(config.callsPerBatch(), batch);
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
            return false; // it is rung when a batch comes back, and wakes by itself to try again
        }
        if (waiting.anyAwake()) {
            return true;
        }
        return !saturated() && (!mailbox.isEmpty() || (!readOnly && parcels.anyWaiting()));
    }

    /** When something becomes due by itself; {@link Instant#MAX} if nothing does. */
    public Instant nextWake() {
        if (dead || saturated()) {
            return Instant.MAX;
        }
        if (resetting) {
            return outstanding > 0 ? Instant.MAX : reopenNotBefore;
        }
        Instant next = waiting.nextDeadline();
        if (readOnly || stopping) {
            return next;
        }
        return earlier(next, due.nextDue(shards));
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private void readTime() {
        Instant read = clock.instant();
        Instant millis = read.truncatedTo(ChronoUnit.MILLIS);
        if (millis.isAfter(now)) {
            now = millis;
        }
        boolean exact = !read.isAfter(now);
        tx.setTime(now, exact ? now : now.plusMillis(1));
    }

    /** Whether so much waits for the disk that no more may be staged. */
    boolean saturated() {
        return outstandingBytes + batch.writes.bytes() > config.uncommittedBytes();
    }

    // Calls.

    private boolean runCalls() {
        waiting.wakeOverdue(now);
        boolean worked = false;
        for (int i = 0; i < config.callsPerBatch(); i++) {
            // For every call: one that comes while this round is running must not be given a time
            // before it was sent, or what it asks to last for a while ends too early.
            readTime();
            Waiting.Arrival arrival = nextArrival();
            if (arrival == null) {
                break;
            }
            worked = true;
            if (!arrival.call().cancelled()) {
                runCall(arrival.call(), arrival);
            }
        }
        return worked;
    }

    private Waiting.@Nullable Arrival nextArrival() {
        Waiting.Arrival awake = waiting.nextAwake();
        if (awake != null || saturated()) {
            return awake;
        }
        Call<?> call = mailbox.poll();
        if (call == null) {
            return null;
        }
        readTime(); // it may have come in after the round began
        return new Waiting.Arrival(call, now, arrivals++);
    }

    private <O> void runCall(Call<O> call, Waiting.Arrival arrival) {
        tx.begin(stopping ? Instant.EPOCH : arrival.at());
        Outcome<O> outcome;
        try {
            outcome = call.run(tx);
        } catch (Check.Broken e) {
            tx.rollback();
            batch.answer(call, null, e);
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            tx.rollback();
            batch.answer(call, null, e);
            return;
        }
        if (readOnly && tx.staged()) {
            tx.rollback();
            batch.answer(call, null, refusedWrite());
            return;
        }
        switch (outcome) {
            case Outcome.Reply<O> reply -> batch.answer(call, reply.value(), null);
            case Outcome.Wait<O> wait -> {
                if (stopping) {
                    batch.answer(call, null, stopped());
                } else if (waiting.bytes() + call.bytes() > config.mailboxBytes()) {
                    batch.answer(call, null, overloaded());
                } else {
                    waiting.park(arrival, wait.topic(), wait.deadline());
                }
            }
        }
        apply();
        parcels.receiveOwn();
    }

    private static EngineException stopped() {
        return new EngineException(EngineException.Reason.STOPPING, "the server is stopping");
    }

    private static EngineException overloaded() {
        return new EngineException(
                EngineException.Reason.OVERLOADED, "too many requests are waiting");
    }

    private static EngineException refusedWrite() {
        return new EngineException(
                EngineException.Reason.READ_ONLY, "the storage takes no changes at present");
    }

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
        apply();
        parcels.receiveOwn();
        return null;
    }

    // Applying an operation that has succeeded.

    private void apply() {
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
            waiting.signal(signal.topic(), signal.permits());
        }
        for (OperationTx.Listening listening : tx.listenings) {
            waiting.listen(listening.shard(), arrivals++, listening.topic());
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
        writeRow(table, key, value);
        if (key instanceof Timer timer && table.equals(EngineTables.TIMERS)) {
            due.follow(timer, value != null);
        }
        shards.changed(table, key, value);
    }

    private <K, V> void writeRow(Table<K, V> table, K key, @Nullable V value) {
        KeyWriter bytes = keyspace.encode(table, key);
        if (value == null) {
            batch.writes.delete(table.family(), bytes.array(), bytes.length());
        } else {
            Keyspace.encodeRow(table, value, row);
            batch.writes.put(
                    table.family(), bytes.array(), bytes.length(), row.array(), row.length());
        }
        batch.synced |= table.synced(value == null);
    }

    private void applyRange(Change.RangeRemoval removal) {
        batch.writes.deleteRange(
                removal.table().family(), removal.range().from(), removal.range().to());
        batch.synced |= removal.table().synced(true);
        shards.rangeDeleted(removal);
    }

    // Handing over, and what comes back.

    private void seal() {
        if (batch.isEmpty()) {
            return;
        }
        // Once a batch is enough: it is applied as a whole or not at all.
        for (OutboxLanes.Ack last : batch.applied) {
            writeRow(EngineTables.APPLIED, last.from(), last.number());
        }
        Batch sealed = batch;
        batch = new Batch(this, generation, storage.newBatch());
        if (sealed.writes.isEmpty() && outstanding == 0) {
            // Nothing to write, and nothing under way that the answers could rest on.
            sealed.release();
            engine.perform(sealed.effects);
            parcels.acknowledge(sealed);
            return;
        }
        outstanding++;
        outstandingBytes += sealed.writes.bytes();
        engine.committer().submit(sealed);
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
        Batch abandoned = batch;
        batch = new Batch(this, generation, storage.newBatch());
        abandoned.releaseFailed(Committer.notDurable());
    }

    /** Opens again from the rows. Returns whether that succeeded. */
    private boolean startAgain() {
        generation++;
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
        refuseAll(cause);
        engine.incidents().fatal("partition " + index + " cannot be opened", cause);
    }

    /**
     * Lets the calls that wait run a last time, as if they had waited long enough, and begins
     * nothing more that is merely due, for the node is stopping. What has run is answered as usual:
     * call {@link #work} until {@link #outstanding} is 0.
     */
    public void stop() {
        stopping = true;
        waiting.wakeOverdue(Instant.MAX);
    }

    private void refuseAll(Throwable cause) {
        Batch refused = new Batch(this, generation, storage.newBatch());
        for (Call<?> call : waiting.clear()) {
            refused.answer(call, null, cause);
        }
        for (Call<?> call = mailbox.poll(); call != null; call = mailbox.poll()) {
            refused.answer(call, null, cause);
        }
        refused.release();
    }

    /** Batches that were handed over and have not come back. */
    public int outstanding() {
        return outstanding;
    }
}
