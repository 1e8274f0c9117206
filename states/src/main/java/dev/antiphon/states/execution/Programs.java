package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.language.Definitions;
import dev.antiphon.states.language.WorkflowType;
import dev.antiphon.states.task.TaskKinds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Definitions, read once each. A cache for all partitions of a node: what it gives is the same
 * whether it was there or not.
 */
final class Programs {
    /** Definitions in use at once are few; when they are not, reading them again is no harm. */
    private static final int MOST = 1_000;

    private final Machines machines;
    private final TaskKinds kinds;
    private final ShardKey<ExecutionShard> shard =
            new ShardKey<>("states.executions", () -> new ExecutionShard(this));
    private final ConcurrentHashMap<String, Program> byText = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Program> byHash = new ConcurrentHashMap<>();

    Programs(Machines machines, TaskKinds kinds) {
        this.machines = machines;
        this.kinds = kinds;
    }

    Machines machines() {
        return machines;
    }

    ShardKey<ExecutionShard> shard() {
        return shard;
    }

    /** The program of a machine. Its text is the same object each time, so that this is fast. */
    Program of(Machine machine) {
        Program known = byText.get(machine.definition());
        if (known == null) {
            if (byText.size() >= MOST) {
                byText.clear();
            }
            known =
                    byHash(
                            hash(machine.express(), machine.definition()),
                            machine.definition());
            byText.put(machine.definition(), known);
        }
        return known;
    }

    /** The program of an execution. */
    Program of(Tx tx, Execution execution) {
        Program known = byHash.get(execution.definition());
        if (known != null) {
            return known;
        }
        String text =
                Check.present(
                        tx.get(ExecutionTables.DEFINITIONS, execution.definition()),
                        "an execution's definition is kept");
        return byHash(execution.definition(), text);
    }

    private Program byHash(String hash, String text) {
        if (byHash.size() >= MOST) {
            byHash.clear();
        }
        return byHash.computeIfAbsent(
                hash,
                any ->
                        Program.of(
                                Definitions.validated(
                                        text,
                                        hash.startsWith(EXPRESS)
                                                ? WorkflowType.EXPRESS
                                                : WorkflowType.STANDARD),
                                text,
                                hash,
                                kinds));
    }

    private static final String EXPRESS = "x";
    private static final String STANDARD = "s";

    /** A text may be read otherwise for the other type of machine, so that is part of it. */
    private static String hash(boolean express, String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return (express ? EXPRESS : STANDARD) + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
