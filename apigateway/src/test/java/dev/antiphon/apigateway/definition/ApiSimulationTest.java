package dev.antiphon.apigateway.definition;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class ApiSimulationTest {
    @Test
    void apis_are_what_was_acknowledged_and_serve_what_was_deployed_whatever_crashes() {
        new Simulation(ApiScenario::new, 600).runSeeds(100);
    }
}
