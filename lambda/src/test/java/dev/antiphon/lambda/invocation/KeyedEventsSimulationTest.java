package dev.antiphon.lambda.invocation;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class KeyedEventsSimulationTest {
    @Test
    void of_every_key_one_success_is_recorded_whatever_crashes() {
        new Simulation(KeyedEventsScenario::new, 600).runSeeds(60);
    }
}
