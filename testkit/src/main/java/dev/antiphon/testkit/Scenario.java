package dev.antiphon.testkit;

import java.util.random.RandomGenerator;

/**
 * What a {@link Simulation} does to a node, and the naive model that it compares the answers with.
 */
public interface Scenario {
    /** The node that it plays on, new. */
    TestNode node();

    /**
     * Does one random thing that a client does: starts a call, hangs up, looks at answers that have
     * come.
     */
    void act(RandomGenerator random);

    /**
     * The node was killed or crashed and is up again: calls that were under way have an unknown
     * outcome.
     */
    void restarted();

    /** Checks what must hold at every instant. */
    void check();

    /**
     * All faults are over and the node is quiet: drives everything to its end and checks that
     * nothing is missing.
     */
    void finish();
}
