package dev.antiphon.testkit.delivery;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

final class ServiceCallSimulationTest {
    @Test
    void every_call_is_made_and_answered_once_whatever_crashes() {
        new Simulation(ServiceCallScenario::new, 1_200).runSeeds(150);
    }
}
