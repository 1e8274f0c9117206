package dev.antiphon.states.execution;

import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;

/** The executions of a machine that run on a partition. */
final class RunningOf {
    private static final int AT_ONCE = 100;

    private RunningOf() {}

    /**
     * Ends some of them: their machine is being deleted.
     *
     * @return whether there are more
     */
    static boolean end(Tx tx, Programs programs, String machine) {
        List<String> running = new ArrayList<>();
        try (Scan<Standing.Key, Standing> rows =
                tx.scan(
                        ExecutionTables.STANDARD.standings(),
                        Standing.Key.first(machine),
                        Standing.Key.end(machine))) {
            while (running.size() < AT_ONCE && rows.next()) {
                if (!rows.value().status().closed()) {
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
        return running.size() == AT_ONCE;
    }
}
