package dev.antiphon.server;

import java.time.Duration;

/**
 * What is kept of the ways that events took, in memory.
 *
 * @param traceEntries how many entries: one for each event at a bus or topic and one for each
 *     attempt to deliver; 0 keeps none
 * @param traceBytes how much of events they may hold on to, in bytes, about
 * @param traceTime for how long at most
 */
record TraceConfig(int traceEntries, int traceBytes, Duration traceTime) {
    static final TraceConfig DEFAULTS = new TraceConfig(20_000, 64 << 20, Duration.ofHours(1));
}
