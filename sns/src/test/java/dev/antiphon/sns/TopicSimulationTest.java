package dev.antiphon.sns;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

final class TopicSimulationTest {
    @Test
    void every_accepted_message_reaches_every_queue_that_wants_it_once_whatever_crashes() {
        new Simulation(TopicScenario::new, 1_000).runSeeds(100);
    }
}
