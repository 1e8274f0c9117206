package dev.antiphon.states.execution;

import dev.antiphon.states.task.TaskKind;
import org.jspecify.annotations.Nullable;

/** What the history says of a task: services, functions and activities have their own events. */
enum TaskEvents {
    SERVICE(
            EventType.TASK_SUCCEEDED,
            EventType.TASK_FAILED,
            EventType.TASK_SUBMIT_FAILED,
            EventType.TASK_TIMED_OUT),
    FUNCTION(
            EventType.LAMBDA_FUNCTION_SUCCEEDED,
            EventType.LAMBDA_FUNCTION_FAILED,
            EventType.LAMBDA_FUNCTION_SCHEDULE_FAILED,
            EventType.LAMBDA_FUNCTION_TIMED_OUT),
    ACTIVITY(
            EventType.ACTIVITY_SUCCEEDED,
            EventType.ACTIVITY_FAILED,
            EventType.ACTIVITY_SCHEDULE_FAILED,
            EventType.ACTIVITY_TIMED_OUT);

    private final EventType succeeded;
    private final EventType failed;
    private final EventType submitFailed;
    private final EventType timedOut;

    TaskEvents(EventType succeeded, EventType failed, EventType submitFailed, EventType timedOut) {
        this.succeeded = succeeded;
        this.failed = failed;
        this.submitFailed = submitFailed;
        this.timedOut = timedOut;
    }

    static TaskEvents of(TaskKind kind) {
        return switch (kind.events()) {
            case TASK -> SERVICE;
            case LAMBDA_FUNCTION -> FUNCTION;
        };
    }

    /** What AWS calls it where its result is too large. */
    String named(TaskKind kind) {
        return this == FUNCTION ? kind.resource() : kind.resourceType();
    }

    void scheduled(
            Run run,
            Strand strand,
            TaskKind kind,
            Payload arguments,
            @Nullable Long timeout,
            @Nullable Long heartbeat,
            @Nullable String role) {
        String seconds = timeout == null ? null : timeout.toString();
        if (this == FUNCTION) {
            run.add(
                    strand,
                    EventType.LAMBDA_FUNCTION_SCHEDULED,
                    kind.resource(),
                    arguments.text(),
                    seconds,
                    role);
            run.add(strand, EventType.LAMBDA_FUNCTION_STARTED);
            return;
        }
        run.add(
                strand,
                EventType.TASK_SCHEDULED,
                kind.resourceType(),
                kind.resource(),
                run.region(),
                arguments.text(),
                seconds,
                heartbeat == null ? null : heartbeat.toString(),
                role);
        run.add(strand, EventType.TASK_STARTED, kind.resourceType(), kind.resource());
    }

    void submitted(Run run, Strand strand, @Nullable TaskKind kind, String output) {
        if (kind != null) {
            run.add(strand, EventType.TASK_SUBMITTED, kind.resourceType(), kind.resource(), output);
        }
    }

    void succeeded(Run run, Strand strand, @Nullable TaskKind kind, String output) {
        if (this == SERVICE && kind != null) {
            run.add(strand, succeeded, kind.resourceType(), kind.resource(), output);
        } else {
            run.add(strand, succeeded, output);
        }
    }

    /**
     * @param submitting whether it was the call itself that failed, not what it began
     */
    void failed(
            Run run,
            Strand strand,
            @Nullable TaskKind kind,
            boolean submitting,
            @Nullable String error,
            @Nullable String cause) {
        add(run, strand, submitting ? submitFailed : failed, kind, error, cause);
    }

    void timedOut(
            Run run,
            Strand strand,
            @Nullable TaskKind kind,
            @Nullable String error,
            @Nullable String cause) {
        add(run, strand, timedOut, kind, error, cause);
    }

    private void add(
            Run run,
            Strand strand,
            EventType type,
            @Nullable TaskKind kind,
            @Nullable String error,
            @Nullable String cause) {
        if (this == SERVICE && kind != null) {
            run.add(strand, type, kind.resourceType(), kind.resource(), error, cause);
        } else {
            run.add(strand, type, error, cause);
        }
    }
}
