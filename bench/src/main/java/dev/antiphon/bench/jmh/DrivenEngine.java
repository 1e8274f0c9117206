package dev.antiphon.bench.jmh;

import dev.antiphon.engine.Engine;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineMeters;
import dev.antiphon.engine.Incidents;
import dev.antiphon.engine.Partition;
import dev.antiphon.engine.Registrations;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/** An engine without threads: the benchmark's own drives it, so that nothing is waited for. */
final class DrivenEngine implements AutoCloseable {
    private final Storage storage;
    private final Engine engine;
    private final List<Partition> partitions;

    DrivenEngine(Storage storage, EngineConfig config, Registrations registrations)
            throws StorageException {
        this.storage = storage;
        this.engine =
                new Engine(
                        config,
                        registrations,
                        storage,
                        InstantSource.system(),
                        SplittableRandom::new,
                        EngineMeters.NONE,
                        new Incidents() {
                            @Override
                            public void contained(String what, Throwable cause) {
                                throw new IllegalStateException(what, cause);
                            }

                            @Override
                            public void fatal(String what, Throwable cause) {
                                throw new IllegalStateException(what, cause);
                            }
                        });
        engine.open(Runnable::run);
        this.partitions = engine.partitions();
        work();
    }

    Engine engine() {
        return engine;
    }

    /** Runs what has been submitted, commits it and gives the answers. */
    void work() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (Partition partition : partitions) {
                worked |= partition.work();
            }
            worked |= engine.committer().work();
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}
