package dev.antiphon.events.archive;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class ReplaySimulationTest {
    @Test
    void every_archived_event_in_the_range_is_replayed_once() {
        new Simulation(ReplayScenario::new, 800).runSeeds(100);
    }
}
