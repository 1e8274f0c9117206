package dev.antiphon.states.execution;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an execution could be redriven, and why not. */
record Redrivability(String status, @Nullable String reason) {
    private static final Duration PERIOD = Duration.ofDays(14);
    private static final Redrivability REDRIVABLE = new Redrivability("REDRIVABLE", null);
    private static final Redrivability BY_MAP_RUN =
            new Redrivability(
                    "REDRIVABLE_BY_MAP_RUN",
                    "Execution is a child of a Map Run and is redriven with it");

    /** Of an execution by itself: a child of a Map Run is redriven with that. */
    static Redrivability of(Execution execution, Standing standing, Instant now) {
        Redrivability own = of(standing, now);
        return execution.mapRun() != null && own.redrivable() ? BY_MAP_RUN : own;
    }

    static Redrivability of(Standing standing, Instant now) {
        Instant stopped = standing.stopped();
        return switch (standing.status()) {
            case FAILED, TIMED_OUT, ABORTED -> {
                if (stopped != null && stopped.plus(PERIOD).isBefore(now)) {
                    yield not("Execution redrivable period exceeded");
                }
                yield standing.lastEvent() + 1 >= History.MOST_EVENTS
                        ? not("Execution history event limit exceeded")
                        : REDRIVABLE;
            }
            case RUNNING, SUCCEEDED, PENDING_REDRIVE -> notWhile(standing.status());
        };
    }

    /** Of an execution whose status has only just become this. */
    static Redrivability of(Status status) {
        return switch (status) {
            case FAILED, TIMED_OUT, ABORTED -> REDRIVABLE;
            case RUNNING, SUCCEEDED, PENDING_REDRIVE -> notWhile(status);
        };
    }

    private static Redrivability notWhile(Status status) {
        return not("Execution is " + status.name() + " and cannot be redriven");
    }

    private static Redrivability not(String reason) {
        return new Redrivability("NOT_REDRIVABLE", reason);
    }

    boolean redrivable() {
        return reason == null;
    }
}
