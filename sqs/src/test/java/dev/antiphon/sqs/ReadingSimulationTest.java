package dev.antiphon.sqs;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class ReadingSimulationTest {
    @Test
    void what_is_read_for_a_consumer_is_handled_at_least_once_and_in_order() {
        new Simulation(ReadingScenario::new, 1_500).runSeeds(100);
    }
}
