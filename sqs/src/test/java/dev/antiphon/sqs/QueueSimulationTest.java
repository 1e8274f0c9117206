package dev.antiphon.sqs;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class QueueSimulationTest {
    @Test
    void queues_keep_their_promises_whatever_crashes() {
        new Simulation(QueueScenario::new, 1_200).runSeeds(300);
    }
}
