package dev.antiphon.engine;

import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the partitions have staged: everything that was handed over while the last write was
 * under way becomes the next one. That is the whole of group commit; there is no timer and no
 * linger. One thread drives it.
 *
 * <p>After the write, in this order: the catalog follows, the answers are released, the partitions
 * are told.
 *
 * <p>If a write fails, every batch in it has failed, and so has every later batch of the same
 * partitions, for they rest on it. These partitions start again from their rows. Until {@link
 * Storage#recover} succeeds, all writes are refused at once.
 */
public final class Committer {
    private static final Duration PROBE = Duration.ofMillis(500);

    /** Bytes beyond which a commit takes no further batch. */
    private static final long LARGEST_COMMIT = 64L << 20;

    private final Storage storage;
    private final InstantSource clock;
    private final CatalogStore catalogs;
    private final EngineMeters meters;
    private final Incidents incidents;
    private final ConcurrentLinkedQueue<Batch> submitted = new ConcurrentLinkedQueue<>();
    private final int[] failedGenerations;
    private final List<Partition> awaitingRecovery = new ArrayList<>();
    private volatile Doorbell doorbell = () -> {};
    private volatile boolean writable = true;
    private @Nullable Instant probeAt;

    Committer(
            Storage storage,
            InstantSource clock,
            int partitions,
            CatalogStore catalogs,
            EngineMeters meters,
            Incidents incidents) {
        this.storage = storage;
        this.clock = clock;
        this.catalogs = catalogs;
        this.meters = meters;
        this.incidents = incidents;
        this.failedGenerations = new int[partitions];
        Arrays.fill(failedGenerations, -1);
    }

    /** Says whom to ring when batches have come in. */
    public void attach(Doorbell doorbell) {
        this.doorbell = doorbell;
    }

    void submit(Batch batch) {
        submitted.add(batch);
        doorbell.ring();
    }

    /** Whether the storage takes changes at present. */
    public boolean writable() {
        return writable;
    }

    public boolean hasWork() {
        return !submitted.isEmpty();
    }

    /** When it wants {@link #work} although nothing was submitted. */
    public Instant nextWake() {
        return probeAt == null ? Instant.MAX : probeAt;
    }

    /** Writes what has been handed over. Returns whether there was anything to do. */
    public boolean work() {
        boolean probed = probe();
        List<Batch> batches = new ArrayList<>();
        long bytes = 0;
        while (bytes < LARGEST_COMMIT) {
            Batch batch = submitted.poll();
            if (batch == null) {
                break;
            }
            bytes += batch.writes.bytes();
            if (!writable || batch.generation <= failedGenerations[batch.partition.index()]) {
                fail(batch);
            } else {
                batches.add(batch);
            }
        }
        if (!batches.isEmpty()) {
            commit(batches);
            return true;
        }
        return probed;
    }

    private void commit(List<Batch> batches) {
        List<WriteBatch> writes = new ArrayList<>(batches.size());
        boolean synced = false;
        int changes = 0;
        long bytes = 0;
        for (Batch batch : batches) {
            synced |= batch.synced;
            if (!batch.writes.isEmpty()) {
                writes.add(batch.writes);
                changes += batch.writes.count();
                bytes += batch.writes.bytes();
            }
        }
        if (!writes.isEmpty()) {
            Instant begin = clock.instant();
            try {
                storage.write(writes, synced ? Storage.Sync.DURABLE : Storage.Sync.JOURNALED);
            } catch (StorageException e) {
                failed(batches, e);
                return;
            }
            meters.committed(
                    batches.size(),
                    changes,
                    bytes,
                    synced,
                    Duration.between(begin, clock.instant()));
        }
        Answers answers = new Answers();
        for (Batch batch : batches) {
            catalogs.follow(batch);
            batch.answers.forEach(answers::add);
        }
        answers.release();
        for (Batch batch : batches) {
            batch.partition.perform(batch);
            batch.partition.committed(batch);
        }
    }

    private void failed(List<Batch> batches, StorageException cause) {
        writable = false;
        probeAt = clock.instant().plus(PROBE);
        meters.commitFailed();
        incidents.contained(
                "a commit failed; writes are refused until the storage has recovered", cause);
        batches.forEach(this::fail);
    }

    private void fail(Batch batch) {
        Partition partition = batch.partition;
        int index = partition.index();
        failedGenerations[index] = Math.max(failedGenerations[index], batch.generation);
        if (!writable && !awaitingRecovery.contains(partition)) {
            awaitingRecovery.add(partition);
        }
        batch.releaseFailed(notDurable());
        partition.failed(batch);
        if (writable) {
            // The storage has recovered since; this batch only came after one that failed.
            partition.recovered();
        }
    }

    static EngineException notDurable() {
        return new EngineException(
                EngineException.Reason.NOT_DURABLE, "the change could not be made durable");
    }

    /** Tries to make the storage writable again, now and then. */
    private boolean probe() {
        if (probeAt == null || clock.instant().isBefore(probeAt)) {
            return false;
        }
        try {
            storage.recover();
        } catch (StorageException e) {
            probeAt = clock.instant().plus(PROBE);
            return true;
        }
        probeAt = null;
        writable = true;
        awaitingRecovery.forEach(Partition::recovered);
        awaitingRecovery.clear();
        return true;
    }
}
