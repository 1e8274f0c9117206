package dev.antiphon.testkit.delivery;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

final class DeliverySimulationTest {
    @Test
    void every_delivery_arrives_or_becomes_a_dead_letter_whatever_crashes() {
        new Simulation(DeliveryScenario::new, 1_000).runSeeds(100);
    }
}
