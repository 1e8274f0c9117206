package dev.antiphon.events;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class RoutingSimulationTest {
    @Test
    void every_event_reaches_every_queue_that_wants_it_once_whatever_crashes() {
        new Simulation(RoutingScenario::new, 800).runSeeds(100);
    }
}
