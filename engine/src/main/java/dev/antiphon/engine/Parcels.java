package dev.antiphon.engine;

import dev.antiphon.engine.EngineTables.Parcel;
import dev.antiphon.engine.EngineTables.ParcelKey;
import dev.antiphon.engine.EngineTables.RefusedKey;
import dev.antiphon.engine.EngineTables.RefusedParcel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a partition has to do with parcels: those that it sends to others go into the {@link
 * OutboxLanes} and are handed over when they are durable; those that come from others wait in the
 * {@link Inbox} and are received by number; those that it sends to itself are received in the very
 * batch that sent them.
 */
final class Parcels {
    private final int index;
    private final int partitions;
    private final Partition partition;
    private final Engine engine;
    private final OperationTx tx;
    private final Deque<OperationTx.Posting<?>> own = new ArrayDeque<>();
    private boolean receivingOwn;

    // Derived from the rows when the partition opens.
    private OutboxLanes outbox;
    private Inbox inbox;

    @SuppressWarnings("NullAway.Init") // open() sets what is derived
    Parcels(int partitions, Partition partition, Engine engine, OperationTx tx) {
        this.index = partition.index();
        this.partitions = partitions;
        this.partition = partition;
        this.engine = engine;
        this.tx = tx;
    }

    /** Begins with what the rows have. */
    void open() {
        own.clear();
        inbox = new Inbox(partitions, tx);
        outbox = new OutboxLanes(partitions, tx);
    }

    /** The partition starts again: the operation that was running is gone. */
    void interrupted() {
        receivingOwn = false;
    }

    // Those to others.

    /** The operation that sends it has succeeded. */
    void post(OperationTx.Posting<?> posting, Batch batch) {
        if (posting.toAll()) {
            for (int to = 0; to < partitions; to++) {
                post(to, posting, batch);
            }
        } else {
            post(engine.router().partitionOf(posting.address()), posting, batch);
        }
    }

    private void post(int to, OperationTx.Posting<?> posting, Batch batch) {
        if (to == index) {
            own.add(posting);
        } else {
            Parcel parcel = posting.parcel();
            ParcelKey key = outbox.assign(to);
            tx.put(EngineTables.OUTBOX, key, parcel);
            batch.outgoing.add(new OutboxLanes.Outgoing(to, key.number(), parcel));
        }
    }

    /** A batch is durable, and so are the parcels that it sent. */
    void committed(Batch done) {
        for (OutboxLanes.Outgoing parcel : done.outgoing) {
            outbox.committed(parcel, this::carry);
        }
    }

    /** Hands over what waits in the rows of a lane. */
    void resume(int to) {
        outbox.resume(to, tx, this::carry);
    }

    /** Everything that was not acknowledged is to be handed over again. */
    void rewind(int to) {
        outbox.rewind(to);
    }

    void acknowledged(OutboxLanes.Ack ack) {
        partition.run(any -> outbox.acknowledged(ack, tx));
    }

    private void carry(OutboxLanes.Outgoing parcel) {
        engine.partition(parcel.to())
                .arrived(new Inbox.Incoming(index, parcel.number(), parcel.parcel()));
    }

    // Those of others.

    void arrived(Inbox.Incoming parcel) {
        inbox.add(parcel);
    }

    boolean anyWaiting() {
        return !inbox.isEmpty();
    }

    /** Receives so many that wait, at most. Returns whether there were any. */
    boolean receive(int most, Batch batch) {
        boolean received = false;
        for (int i = 0; i < most && !partition.saturated(); i++) {
            Inbox.Incoming next = inbox.poll();
            if (next == null) {
                break;
            }
            received = true;
            switch (inbox.judge(next)) {
                case APPLY -> {
                    apply(next);
                    batch.applied(next.from(), next.number());
                    batch.acknowledge(next.from(), next.number());
                }
                case REPEATED -> batch.acknowledge(next.from(), inbox.lastApplied(next.from()));
                case GAP -> {
                    if (inbox.askRewind(next.from())) {
                        engine.partition(next.from()).askedToRewind(index);
                    }
                }
            }
        }
        return received;
    }

    private void apply(Inbox.Incoming next) {
        Parcel parcel = next.parcel();
        Throwable failure =
                partition.run(any ->
                        engine.registrations().receiver(parcel.receiver()).receive(tx, parcel));
        if (failure != null) {
            keepRefused(parcel, new RefusedKey(next.from(), next.number()), failure);
        }
        inbox.applied(next);
    }

    /** A receiver that throws is a bug of ours; what was sent is kept until somebody looks. */
    private void keepRefused(Parcel parcel, RefusedKey key, Throwable failure) {
        engine.incidents()
                .contained("a parcel was refused and is kept: " + parcel.address(), failure);
        partition.run(any ->
                tx.put(EngineTables.REFUSED, key, new RefusedParcel(parcel, failure.toString())));
    }

    /** Tells the senders what a batch that is done has applied. */
    void acknowledge(Batch done) {
        for (OutboxLanes.Ack ack : done.acks) {
            engine.partition(ack.from()).acked(new OutboxLanes.Ack(index, ack.number()));
        }
    }

    // Its own.

    /**
     * A parcel for this very partition needs no row: it is received in the batch that sent it,
     * right after the operation that did, and before what it sends itself.
     */
    void receiveOwn() {
        if (receivingOwn) {
            return; // the outermost operation goes on with it
        }
        receivingOwn = true;
        for (OperationTx.Posting<?> posting = own.poll(); posting != null; posting = own.poll()) {
            OperationTx.Posting<?> next = posting;
            Throwable failure =
                    partition.run(any ->
                            engine.registrations().receiver(next.kind().name()).receive(tx, next));
            if (failure != null) {
                keepRefused(next.parcel(), new RefusedKey(index, tx.ids().next()), failure);
            }
        }
        receivingOwn = false;
    }
}
