package dev.antiphon.engine;

import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * A node's partitions and their committer, over one storage. It has no threads: whoever owns it
 * drives {@link Partition#work} and {@link Committer#work}, each from one thread at a time.
 */
public final class Engine implements Catalogs {
    private final Registrations registrations;
    private final Router router;
    private final CatalogStore catalogs;
    private final Committer committer;
    private final List<Partition> partitions = new ArrayList<>();
    private final Incidents incidents;
    private volatile EffectPerformer performer = effect -> {};

    /**
     * @param randoms a generator for each partition; all that is random in the engine and the
     *     services
     * @throws StorageException if a new data directory could not be written
     * @throws IllegalStateException if the data directory is not ours to read
     */
    public Engine(
            EngineConfig config,
            Registrations registrations,
            Storage storage,
            InstantSource clock,
            IntFunction<RandomGenerator> randoms,
            EngineMeters meters,
            Incidents incidents)
            throws StorageException {
        this.registrations = registrations;
        this.incidents = incidents;
        NodeRow node = NodeRow.readOrCreate(storage, config.partitions());
        this.router = new Router(node.partitions());
        this.catalogs = new CatalogStore(registrations);
        this.committer =
                new Committer(storage, clock, node.partitions(), catalogs, meters, incidents);
        for (int i = 0; i < node.partitions(); i++) {
            partitions.add(
                    new Partition(
                            i, node.partitions(), this, config, storage, clock, randoms.apply(i)));
        }
    }

    /** Says who does what handlers ask for. To be said before {@link #open}. */
    public void attach(EffectPerformer effects) {
        performer = effects;
    }

    void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            performer.perform(effect);
        }
    }

    /**
     * Reads everything that is derived from rows, one task a partition, and resumes what a previous
     * run left undone.
     */
    public void open(Executor executor) {
        List<CompletableFuture<Void>> openings = new ArrayList<>();
        for (Partition partition : partitions) {
            openings.add(CompletableFuture.runAsync(partition::open, executor));
        }
        try {
            CompletableFuture.allOf(openings.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        partitions.forEach(Partition::resumeOutbox);
    }

    /**
     * Hands a call to the partition that owns the entity. Where its mailbox is full, the call has
     * failed when this returns.
     *
     * @param address the ARN of the entity
     */
    public void submit(String address, Call<?> call) {
        if (!partitions.get(router.partitionOf(address)).offer(call)) {
            call.failed(
                    new EngineException(
                            EngineException.Reason.OVERLOADED, "too many requests are waiting"));
        }
    }

    public List<Partition> partitions() {
        return List.copyOf(partitions);
    }

    public Partition partition(int index) {
        return partitions.get(index);
    }

    public Committer committer() {
        return committer;
    }

    public Router router() {
        return router;
    }

    @Override
    public <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table) {
        return catalogs.catalog(table);
    }

    CatalogStore catalogStore() {
        return catalogs;
    }

    Registrations registrations() {
        return registrations;
    }

    Incidents incidents() {
        return incidents;
    }
}
