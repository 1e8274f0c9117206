package dev.antiphon.server;

import dev.antiphon.engine.Committer;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Incidents;
import dev.antiphon.engine.Partition;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Drives an engine: a thread for each partition, and one for the committer. */
final class EngineThreads {
    private final List<Partition> partitions;
    private final List<EngineThread> partitionThreads = new ArrayList<>();
    private final EngineThread committerThread;

    /** Starts the threads of an engine that has been opened. */
    static EngineThreads start(Engine engine, InstantSource clock, Incidents incidents) {
        EngineThreads threads = new EngineThreads(engine, clock, incidents);
        threads.committerThread.start();
        threads.partitionThreads.forEach(EngineThread::start);
        return threads;
    }

    private EngineThreads(Engine engine, InstantSource clock, Incidents incidents) {
        this.partitions = engine.partitions();
        Committer committer = engine.committer();
        this.committerThread =
                new EngineThread(
                        "committer",
                        clock,
                        committer::work,
                        committer::hasWork,
                        committer::nextWake,
                        failure -> incidents.fatal("the committer failed", failure));
        committer.attach(committerThread::ring);
        for (Partition partition : partitions) {
            String name = "partition-" + partition.index();
            EngineThread thread =
                    new EngineThread(
                            name,
                            clock,
                            partition::work,
                            partition::hasWork,
                            partition::nextWake,
                            failure -> incidents.fatal(name + " failed", failure));
            partition.attach(thread::ring);
            partitionThreads.add(thread);
        }
    }

    /**
     * Refuses the calls that wait for something to happen: long polls. Nothing new may come in any
     * more, or it could wait again.
     */
    void refuseWaiting() {
        for (int i = 0; i < partitions.size(); i++) {
            partitionThreads.get(i).run(partitions.get(i)::stop);
        }
    }

    /**
     * Ends the threads when everything that was handed to the partitions is written and answered.
     */
    void stop() {
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            partitionThreads
                    .get(i)
                    .stopWhen(() -> partition.outstanding() == 0 || !committerThread.alive());
        }
        committerThread.stopWhen(() -> true);
    }
}
