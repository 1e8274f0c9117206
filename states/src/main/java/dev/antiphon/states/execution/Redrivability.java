package dev.antiphon.states.execution;

import org.jspecify.annotations.Nullable;

/** Whether an execution could be redriven, and why not. */
record Redrivability(String status, @Nullable String reason) {
    static Redrivability of(Status status) {
        return switch (status) {
            case FAILED, TIMED_OUT, ABORTED -> new Redrivability("REDRIVABLE", null);
            case RUNNING, SUCCEEDED, PENDING_REDRIVE ->
                    new Redrivability(
                            "NOT_REDRIVABLE",
                            "Execution is " + status.name() + " and cannot be redriven");
        };
    }
}
