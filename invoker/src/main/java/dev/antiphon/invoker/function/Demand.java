package dev.antiphon.invoker.function;

import java.time.Duration;
import java.util.Arrays;

/**
 * How many invocations of a version there are at once, of late, and whether they become more.
 *
 * <p>What is expected is what was: if the seconds just gone have had more invocations at once than
 * those before, the next ones will have as many more again. So load that stays as it is asks for
 * nothing, however high it is; and load that comes and goes asks for something only when it comes
 * back after longer than is remembered here.
 */
final class Demand {
    /** For how long the most at once is remembered, in {@link #STEP}s. */
    private static final int STEPS = 40;

    private static final long STEP = Duration.ofMillis(250).toNanos();

    /** What counts as just now, in {@link #STEP}s; the present one, which has only begun, too. */
    private static final int RECENT = 5;

    /** The most at once in each of the last steps: a ring. */
    private final int[] most = new int[STEPS];

    private long step;
    private int present;

    Demand(long now) {
        step = now / STEP;
    }

    /** An invocation has come. */
    void more(long now) {
        advance(now);
        present++;
        int place = place(step);
        most[place] = Math.max(most[place], present);
    }

    /** An invocation is over. */
    void less(long now) {
        advance(now);
        present--;
    }

    /**
     * How many more at once there were just now than before: none, if they do not become more. One
     * after the other is no more than none.
     */
    int rise(long now) {
        advance(now);
        int recent = 0;
        int before = 1;
        for (int back = 0; back < STEPS; back++) {
            int peak = most[place(step - back)];
            if (back < RECENT) {
                recent = Math.max(recent, peak);
            } else {
                before = Math.max(before, peak);
            }
        }
        return Math.max(recent - before, 0);
    }

    private void advance(long now) {
        long next = now / STEP;
        if (next - step >= STEPS) {
            Arrays.fill(most, present);
            step = next;
        }
        while (step < next) {
            step++;
            most[place(step)] = present;
        }
    }

    private static int place(long step) {
        return Math.floorMod(step, STEPS);
    }
}
