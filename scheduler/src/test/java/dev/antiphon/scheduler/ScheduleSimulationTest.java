package dev.antiphon.scheduler;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class ScheduleSimulationTest {
    @Test
    void schedules_are_invoked_once_a_time_whatever_crashes() {
        new Simulation(ScheduleScenario::new, 1_500).runSeeds(100);
    }
}
