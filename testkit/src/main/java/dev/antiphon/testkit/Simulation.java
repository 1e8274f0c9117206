package dev.antiphon.testkit;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Plays a scenario against the real engine with random timing and faults, all decided by a seed:
 * one thread, one event at a time. An event is a step of one partition or of the committer,
 * something that a client does, time passing or jumping, a write that fails, a disk that fills up,
 * a process killed, a machine that crashes and loses what it had not synced.
 *
 * <p>A failure names its seed; {@code -Dantiphon.seed=N} runs that one alone. A seed that found a
 * bug is kept as a named test.
 */
public final class Simulation {
    /** The system property that holds the one seed to run. */
    public static final String SEED = "antiphon.seed";

    /** The system property that says how many seeds to run. */
    public static final String SEEDS = "antiphon.seeds";

    private final LongFunction<Scenario> scenarios;
    private final int events;

    /**
     * @param scenarios makes the scenario for a seed
     * @param events how many events a run has, before everything is healed and finished
     */
    public Simulation(LongFunction<Scenario> scenarios, int events) {
        this.scenarios = scenarios;
        this.events = events;
    }

    /** Runs the seed that the system property names, or else so many seeds, from 1 on. */
    public void runSeeds(int count) {
        Long only = Long.getLong(SEED);
        if (only != null) {
            run(only);
            return;
        }
        int seeds = Integer.getInteger(SEEDS, count);
        for (long seed = 1; seed <= seeds; seed++) {
            run(seed);
        }
    }

    /** Runs one seed. */
    public void run(long seed) {
        try {
            play(seed);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed "
                            + seed
                            + " failed: "
                            + e.getMessage()
                            + "; run it alone with -D"
                            + SEED
                            + "="
                            + seed,
                    e);
        }
    }

    private void play(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Scenario scenario = scenarios.apply(seed);
        TestNode node = scenario.node();
        node.expectIncidents();
        // Some runs have a gentle disk and no crashes, so that long quiet stretches are played too.
        int faults = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 12);
        for (int event = 0; event < events; event++) {
            int dice = random.nextInt(1_000);
            if (dice < faults) {
                fault(node, scenario, random);
            } else if (dice < 60) {
                node.clock().move(Duration.ofMillis(random.nextLong(1, 3_000)));
            } else if (dice < 62) {
                node.clock().move(Duration.ofSeconds(random.nextLong(-600, 600)));
            } else if (dice < 450) {
                scenario.act(random);
            } else {
                node.work(random);
            }
            scenario.check();
        }
        node.disk().heal();
        node.clock().move(Duration.ofSeconds(5));
        node.runUntilQuiet();
        scenario.check();
        scenario.finish();
        for (String incident : node.incidents()) {
            if (!incident.startsWith("a commit failed")) {
                throw new AssertionError("incident: " + incident);
            }
        }
    }

    private static void fault(TestNode node, Scenario scenario, RandomGenerator random) {
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                node.crashAndRestart();
                scenario.restarted();
            }
            case 2 -> {
                node.killAndRestart();
                scenario.restarted();
            }
            case 3 -> node.disk().failWrites(random.nextInt(1, 4));
            case 4 -> node.disk().failRecoveries(random.nextInt(1, 4));
            case 5 -> node.disk().fill();
            case 6 -> node.disk().heal();
            default -> throw new AssertionError();
        }
    }
}
