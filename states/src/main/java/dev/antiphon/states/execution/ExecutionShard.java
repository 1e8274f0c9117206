package dev.antiphon.states.execution;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a partition knows of its executions without looking: which of them can go on at once, in the
 * order of their turns, and which revisions it has. Nothing of an execution that waits.
 */
final class ExecutionShard implements Shard {
    /** Transitions that one wake makes, of one or of several executions: about ten milliseconds. */
    static final int SLICE = 500;

    /** What these transitions add to histories, in characters: so much is staged at once. */
    static final int SLICE_TEXT = 1 << 20;

    private record Turn(String key, boolean express) {}

    private final Programs programs;
    private final Map<Long, Turn> ready = new LinkedHashMap<>();
    private final Set<String> revisions = new HashSet<>();
    private final Set<String> condemned = new HashSet<>();

    ExecutionShard(Programs programs) {
        this.programs = programs;
    }

    @Override
    public void observe(Observers observers) {
        observers.follow(ExecutionTables.STANDARD.ready(), turns(false));
        observers.follow(ExecutionTables.EXPRESS.ready(), turns(true));
        observers.follow(ExecutionTables.REVISIONS, keys(revisions));
        observers.follow(ExecutionTables.CONDEMNED, keys(condemned));
    }

    private static <V> RowObserver<String, V> keys(Set<String> keys) {
        return new RowObserver<>() {
            @Override
            public void put(String key, V row) {
                keys.add(key);
            }

            @Override
            public void deleted(String key) {
                keys.remove(key);
            }
        };
    }

    private RowObserver<Long, String> turns(boolean express) {
        return new RowObserver<>() {
            @Override
            public void put(Long number, String key) {
                ready.remove(number); // it has had its turn and is the last now
                ready.put(number, new Turn(key, express));
            }

            @Override
            public void deleted(Long number) {
                ready.remove(number);
            }
        };
    }

    boolean isReady(long execution) {
        return ready.containsKey(execution);
    }

    /** Whether the partition has it, and means to keep it. */
    boolean hasRevision(String hash) {
        return revisions.contains(hash) && !condemned.contains(hash);
    }

    @Override
    public Instant nextWake() {
        return ready.isEmpty() ? Instant.MAX : Instant.EPOCH;
    }

    @Override
    public void wake(Tx tx) {
        Map.Entry<Long, Turn> next = ready.entrySet().iterator().next();
        Turn turn = next.getValue();
        Table<String, Execution> executions = ExecutionTables.kept(turn.express).executions();
        @Nullable Execution execution = tx.get(executions, turn.key);
        if (execution == null) {
            tx.delete(ExecutionTables.kept(turn.express).ready(), next.getKey());
            return;
        }
        OpenExecution open = OpenExecution.load(tx, programs, execution);
        open.go();
        open.save();
    }
}
