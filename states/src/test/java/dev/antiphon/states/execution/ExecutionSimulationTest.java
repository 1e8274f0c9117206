package dev.antiphon.states.execution;

import dev.antiphon.testkit.Simulation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionSimulationTest {
    @Test
    void executions_end_as_if_nothing_had_crashed() {
        Map<String, List<String>> undisturbed = ExecutionScenario.undisturbed();
        new Simulation(seed -> new ExecutionScenario(seed, undisturbed), 1_000).runSeeds(100);
    }
}
