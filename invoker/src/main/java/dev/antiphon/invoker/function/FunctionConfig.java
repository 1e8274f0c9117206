package dev.antiphon.invoker.function;

import java.time.Duration;

/**
 * How functions are run.
 *
 * @param functionsProcesses how many processes there are at most, busy and idle
 * @param functionsIdle for how long a process is kept without an invocation
 * @param functionsWait for how long an invocation waits for a process when there are as many as may
 *     be
 * @param functionsIsolation what keeps a function from the rest of the machine
 * @param functionsLogBytes what is kept of a function's log
 */
public record FunctionConfig(
        int functionsProcesses,
        Duration functionsIdle,
        Duration functionsWait,
        Isolation functionsIsolation,
        long functionsLogBytes) {

    /** What keeps a function from the rest of the machine. */
    public enum Isolation {
        /** The best that works on this machine. */
        AUTO,
        /** A process like any other, in a session of its own. */
        NONE,
        /** Linux's namespaces: its own file system and processes. */
        NAMESPACES,
        /** The same by bubblewrap, which must be installed. */
        BUBBLEWRAP
    }

    public static final FunctionConfig DEFAULTS =
            new FunctionConfig(
                    64, Duration.ofMinutes(5), Duration.ofSeconds(30), Isolation.AUTO, 16L << 20);

    public FunctionConfig {
        if (functionsProcesses < 1) {
            throw new IllegalArgumentException("there must be one process at least");
        }
        if (functionsIdle.isNegative() || functionsWait.isNegative()) {
            throw new IllegalArgumentException("a time cannot be negative");
        }
        if (functionsLogBytes < 1 << 16) {
            throw new IllegalArgumentException("a log has 64 KiB at least");
        }
    }
}
