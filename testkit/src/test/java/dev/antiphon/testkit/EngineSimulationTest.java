package dev.antiphon.testkit;

import org.junit.jupiter.api.Test;

final class EngineSimulationTest {
    @Test
    void no_money_is_lost_or_made_whatever_crashes() {
        new Simulation(Bank::new, 1_500).runSeeds(200);
    }
}
