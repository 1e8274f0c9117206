package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.language.Definitions;
import dev.antiphon.states.language.WorkflowType;
import dev.antiphon.states.machine.Executable;
import dev.antiphon.states.task.TaskKinds;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What executions run, read once: by the hash of the revision that they keep a copy of. A cache for
 * all partitions of a node, and as good empty as full.
 */
final class Programs {
    /** Those in use at once are few; when they are not, to read them again is no harm. */
    private static final int MOST = 1_000;

    private final TaskKinds kinds;
    private final ShardKey<ExecutionShard> shard =
            new ShardKey<>("states.executions", () -> new ExecutionShard(this));
    private final ConcurrentHashMap<Same, Program> byRevision = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Program> byHash = new ConcurrentHashMap<>();

    Programs(TaskKinds kinds) {
        this.kinds = kinds;
    }

    /** The very same object: the catalog gives out one for a revision. */
    private static final class Same {
        private final Object object;

        Same(Object object) {
            this.object = object;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // that is what it is for
        public boolean equals(Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    ShardKey<ExecutionShard> shard() {
        return shard;
    }

    /** The program of a machine that is about to be started. */
    Program of(Executable machine) {
        Same key = new Same(machine.revision());
        Program known = byRevision.get(key);
        if (known == null) {
            Pinned pinned = new Pinned(machine.express(), machine.revision());
            known = program(hash(pinned), pinned);
            if (byRevision.size() >= MOST) {
                byRevision.clear();
            }
            byRevision.put(key, known);
        }
        return known;
    }

    /** The program of an execution. */
    Program of(Tx tx, Execution execution) {
        Program known = byHash.get(execution.pinned());
        if (known != null) {
            return known;
        }
        Pinned pinned =
                Check.present(
                        tx.get(ExecutionTables.REVISIONS, execution.pinned()),
                        "an execution's revision is kept");
        return program(execution.pinned(), pinned);
    }

    private Program program(String hash, Pinned pinned) {
        if (byHash.size() >= MOST) {
            byHash.clear();
        }
        return byHash.computeIfAbsent(
                hash,
                any ->
                        Program.of(
                                Definitions.validated(
                                        pinned.revision().definition(),
                                        pinned.express()
                                                ? WorkflowType.EXPRESS
                                                : WorkflowType.STANDARD),
                                pinned,
                                hash,
                                kinds));
    }

    private static String hash(Pinned pinned) {
        RowWriter row = new RowWriter();
        Pinned.CODEC.write(pinned, row);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(row.toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
