package dev.antiphon.states.execution;

import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The executions of a machine that run on a partition. They are found among those that have ended,
 * which may be very many: so the search goes on where it was, rather than begin anew.
 */
final class RunningOf {
    /** Executions that one operation ends, and that it looks at. */
    private static final int AT_ONCE = 100;

    private static final int LOOKED_AT = 1_000;

    private RunningOf() {}

    /**
     * Ends some of them: their machine is being deleted, and no more begin.
     *
     * @param from what the last call returned, or null for the first
     * @return where to go on, or null if there are no more
     */
    static @Nullable String end(Tx tx, Programs programs, String machine, @Nullable String from) {
        List<String> running = new ArrayList<>();
        Standing.Key next = null;
        int left = LOOKED_AT;
        try (Scan<Standing.Key, Standing> rows =
                tx.scan(
                        ExecutionTables.STANDARD.standings(),
                        from == null ? Standing.Key.first(machine) : key(machine, from),
                        Standing.Key.end(machine))) {
            while (next == null && rows.next()) {
                if (--left == 0 || running.size() == AT_ONCE) {
                    next = rows.key();
                } else if (!rows.value().status().closed()) {
                    running.add(rows.value().arn());
                }
            }
        }
        for (String arn : running) {
            Execution execution = tx.get(ExecutionTables.STANDARD.executions(), arn);
            if (execution != null) {
                Stops.stop(tx, programs, execution, null, null);
            }
        }
        return next == null ? null : next.started().toEpochMilli() + " " + next.number();
    }

    private static Standing.Key key(String machine, String from) {
        String[] parts = from.split(" ", 2);
        return new Standing.Key(
                machine, Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
    }
}
