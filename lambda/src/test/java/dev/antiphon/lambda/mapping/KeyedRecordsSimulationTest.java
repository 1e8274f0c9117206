package dev.antiphon.lambda.mapping;

import dev.antiphon.testkit.Simulation;
import org.junit.jupiter.api.Test;

class KeyedRecordsSimulationTest {
    @Test
    void what_is_recorded_as_done_is_never_handed_out_again_whatever_crashes() {
        new Simulation(KeyedRecordsScenario::loose, 600).runSeeds(60);
    }

    @Test
    void groups_keep_their_order_whatever_waits_for_a_key() {
        new Simulation(KeyedRecordsScenario::inGroups, 600).runSeeds(40);
    }
}
