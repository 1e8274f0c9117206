package dev.antiphon.engine;

import dev.antiphon.storage.Storage;
import org.jspecify.annotations.Nullable;

/**
 * The batch that a partition is filling, and the count of those that it has handed over and that
 * have not come back. With each opening of the partition a new generation of batches begins.
 */
final class Batches {
    private final Partition partition;
    private final Storage storage;
    private final Keyspace keyspace;
    private final long uncommittedBytes;
    private final RowWriter row = new RowWriter();

    private int generation;
    private Batch filling;
    private int outstanding;
    private long outstandingBytes;

    Batches(Partition partition, Storage storage, Keyspace keyspace, long uncommittedBytes) {
        this.partition = partition;
        this.storage = storage;
        this.keyspace = keyspace;
        this.uncommittedBytes = uncommittedBytes;
        this.filling = empty();
    }

    /** One that this partition will not hand over. */
    Batch empty() {
        return new Batch(partition, generation, storage.newBatch());
    }

    Batch filling() {
        return filling;
    }

    /** Batches that were handed over and have not come back. */
    int outstanding() {
        return outstanding;
    }

    /** Whether so much waits for the disk that no more may be staged. */
    boolean saturated() {
        return outstandingBytes + filling.writes.bytes() > uncommittedBytes;
    }

    // What it is filled with.

    <K, V> void write(Table<K, V> table, K key, @Nullable V value) {
        KeyWriter bytes = keyspace.encode(table, key);
        if (value == null) {
            filling.writes.delete(table.family(), bytes.array(), bytes.length());
        } else {
            Keyspace.encodeRow(table, value, row);
            filling.writes.put(
                    table.family(), bytes.array(), bytes.length(), row.array(), row.length());
        }
        filling.synced |= table.synced(value == null);
    }

    void remove(Change.RangeRemoval removal) {
        filling.writes.deleteRange(
                removal.table().family(), removal.range().from(), removal.range().to());
        filling.synced |= removal.table().synced(true);
    }

    // Handing over, and what comes back.

    /** Ends the batch, and begins the next one. */
    Batch seal() {
        // Once a batch is enough: it is applied as a whole or not at all.
        for (OutboxLanes.Ack last : filling.applied) {
            write(EngineTables.APPLIED, last.from(), last.number());
        }
        return replace();
    }

    private Batch replace() {
        Batch sealed = filling;
        filling = empty();
        return sealed;
    }

    /** Whether a sealed batch has nothing to write, and no answers that could rest on others. */
    boolean alone(Batch sealed) {
        return sealed.writes.isEmpty() && outstanding == 0;
    }

    void handOver(Batch sealed, Committer committer) {
        outstanding++;
        outstandingBytes += sealed.writes.bytes();
        committer.submit(sealed);
    }

    void settle(Batch done) {
        outstanding--;
        outstandingBytes -= done.writes.bytes();
    }

    /** Whether what the partition has in memory is what such a batch was made from. */
    boolean current(Batch done) {
        return done.generation == generation;
    }

    /** Nothing of the batch that is being filled will be. */
    void abandon() {
        replace().releaseFailed(Committer.notDurable());
    }

    void beginGeneration() {
        generation++;
    }
}
