package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one revision of a version of a function, and the invocations that wait for them.
 * The {@link Pool} decides how many there are.
 */
final class Group {
    /**
     * For how long a process that has answered is counted on to be free at once. Longer than it
     * takes to ask for the next invocation, shorter than a start.
     */
    static final Duration RETURN_LIMIT = Duration.ofMillis(25);

    /**
     * Invocations that take less need not have a process each: whoever is busy is free before long,
     * and more processes than cores would take the time from each other.
     */
    private static final Duration SHORT = Duration.ofMillis(10);

    /** The same of the first ones, which have much to load while other processes start as well. */
    private static final Duration SHORT_AT_FIRST = Duration.ofMillis(50);

    /** How many are the first ones. */
    private static final int FIRST = 4;

    final String key;
    final FunctionSpec spec;
    final List<FunctionProcess> all = new ArrayList<>();

    /** The last one used first: so the others can be ended when there are too many. */
    final Deque<FunctionProcess> idle = new ArrayDeque<>();

    final Deque<Invocation> waiting = new ArrayDeque<>();

    /** Where its code is run in place, or null. */
    final @Nullable CodeFolder folder;

    long fingerprint;

    /** What an invocation and a start take of late, in nanoseconds; 0 where nobody knows. */
    long runNanos;

    long startNanos;

    /**
     * What an invocation takes where nothing holds it up, in nanoseconds: a busy machine makes all
     * of them longer, and more processes would make it busier still.
     */
    long leastNanos;

    /** Invocations that have been answered, up to {@link #FIRST}. */
    private int answered;

    final Demand demand = new Demand(System.nanoTime());

    /** The last process that was started has not come to life: nothing is expected of more. */
    boolean failing;

    /** Whether somebody will look again whether it has to grow. */
    boolean looking;

    Group(String key, FunctionSpec spec, Workshop workshop) {
        this.key = key;
        this.spec = spec;
        String place = spec.code().folder();
        this.folder = place == null ? null : new CodeFolder(workshop, place);
    }

    /** The one that waits longest of those that any process may serve. */
    @Nullable Invocation firstOfMany() {
        return waiting.stream().filter(one -> !one.isAgain()).findFirst().orElse(null);
    }

    /** Takes out the one that waits longest for a process that starts in its own time. */
    @Nullable Invocation takeAgain() {
        Invocation found = waiting.stream().filter(Invocation::isAgain).findFirst().orElse(null);
        if (found != null) {
            waiting.remove(found);
        }
        return found;
    }

    /** Processes that will be free without having been asked. */
    int onTheWay(long now) {
        int count = 0;
        for (FunctionProcess process : all) {
            switch (process.state()) {
                case STARTING -> count += process.late() ? 0 : 1;
                case RETURNING -> {
                    if (now - process.since() < RETURN_LIMIT.toNanos()) {
                        count++;
                    }
                }
                case IDLE, BUSY, DEAD -> {}
            }
        }
        return count;
    }

    /** A process has come to life. */
    void started(long nanos) {
        startNanos = smoothed(startNanos, nanos);
        failing = false;
    }

    /** An invocation has been answered. */
    void ran(long nanos) {
        runNanos = smoothed(runNanos, nanos);
        leastNanos = least(leastNanos, nanos);
        answered = Math.min(answered + 1, FIRST);
    }

    /**
     * Whether its processes are enough, one after the other, for many invocations at once. While
     * nobody knows they are taken to be: those who wait for long get more all the same.
     */
    boolean shares() {
        Duration most = answered < FIRST ? SHORT_AT_FIRST : SHORT;
        return all.size() >= Pool.CORES && leastNanos < most.toNanos();
    }

    private static long smoothed(long before, long next) {
        return before == 0 ? Math.max(next, 1) : (7 * before + next) / 8;
    }

    /** Follows what is less at once, and what is more slowly. */
    private static long least(long before, long next) {
        return before == 0 || next < before ? Math.max(next, 1) : before + (next - before) / 64;
    }
}
