package dev.antiphon.states.execution;

import java.util.Locale;

/**
 * The types of history events. Their order is the code in rows: new ones go to the end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
enum EventType {
    EXECUTION_STARTED(Shape.STARTED),
    EXECUTION_SUCCEEDED(Shape.SUCCEEDED),
    EXECUTION_FAILED(Shape.FAILED),
    EXECUTION_ABORTED(Shape.FAILED),
    EXECUTION_TIMED_OUT(Shape.FAILED),
    EXECUTION_REDRIVEN(Shape.REDRIVEN),
    PASS_STATE_ENTERED(Shape.ENTERED),
    PASS_STATE_EXITED(Shape.EXITED),
    CHOICE_STATE_ENTERED(Shape.ENTERED),
    CHOICE_STATE_EXITED(Shape.EXITED),
    WAIT_STATE_ENTERED(Shape.ENTERED),
    WAIT_STATE_EXITED(Shape.EXITED),
    WAIT_STATE_ABORTED(Shape.NONE),
    SUCCEED_STATE_ENTERED(Shape.ENTERED),
    SUCCEED_STATE_EXITED(Shape.EXITED),
    FAIL_STATE_ENTERED(Shape.ENTERED),
    TASK_STATE_ENTERED(Shape.ENTERED),
    TASK_STATE_EXITED(Shape.EXITED),
    TASK_STATE_ABORTED(Shape.NONE),
    TASK_SCHEDULED(Shape.TASK_SCHEDULED),
    TASK_STARTED(Shape.TASK_STARTED),
    TASK_START_FAILED(Shape.TASK_FAILED),
    TASK_SUBMITTED(Shape.TASK_SUCCEEDED),
    TASK_SUBMIT_FAILED(Shape.TASK_FAILED),
    TASK_SUCCEEDED(Shape.TASK_SUCCEEDED),
    TASK_FAILED(Shape.TASK_FAILED),
    TASK_TIMED_OUT(Shape.TASK_FAILED),
    ACTIVITY_SCHEDULED(Shape.ACTIVITY_SCHEDULED),
    ACTIVITY_SCHEDULE_FAILED(Shape.FAILED),
    ACTIVITY_STARTED(Shape.ACTIVITY_STARTED),
    ACTIVITY_SUCCEEDED(Shape.SUCCEEDED),
    ACTIVITY_FAILED(Shape.FAILED),
    ACTIVITY_TIMED_OUT(Shape.FAILED),
    LAMBDA_FUNCTION_SCHEDULED(Shape.LAMBDA_SCHEDULED),
    LAMBDA_FUNCTION_SCHEDULE_FAILED(Shape.FAILED),
    LAMBDA_FUNCTION_STARTED(Shape.NONE),
    LAMBDA_FUNCTION_START_FAILED(Shape.FAILED),
    LAMBDA_FUNCTION_SUCCEEDED(Shape.SUCCEEDED),
    LAMBDA_FUNCTION_FAILED(Shape.FAILED),
    LAMBDA_FUNCTION_TIMED_OUT(Shape.FAILED),
    PARALLEL_STATE_ENTERED(Shape.ENTERED),
    PARALLEL_STATE_STARTED(Shape.NONE),
    PARALLEL_STATE_SUCCEEDED(Shape.NONE),
    PARALLEL_STATE_FAILED(Shape.NONE),
    PARALLEL_STATE_ABORTED(Shape.NONE),
    PARALLEL_STATE_EXITED(Shape.EXITED),
    MAP_STATE_ENTERED(Shape.ENTERED),
    MAP_STATE_STARTED(Shape.MAP_STARTED),
    MAP_STATE_SUCCEEDED(Shape.NONE),
    MAP_STATE_FAILED(Shape.NONE),
    MAP_STATE_ABORTED(Shape.NONE),
    MAP_STATE_EXITED(Shape.EXITED),
    MAP_ITERATION_STARTED(Shape.ITERATION),
    MAP_ITERATION_SUCCEEDED(Shape.ITERATION),
    MAP_ITERATION_FAILED(Shape.ITERATION),
    MAP_ITERATION_ABORTED(Shape.ITERATION),
    MAP_RUN_STARTED(Shape.MAP_RUN),
    MAP_RUN_SUCCEEDED(Shape.NONE),
    MAP_RUN_FAILED(Shape.FAILED),
    MAP_RUN_ABORTED(Shape.NONE),
    MAP_RUN_REDRIVEN(Shape.MAP_RUN_REDRIVEN),
    EVALUATION_FAILED(Shape.EVALUATION);

    /** What an event's fields are, in their order. */
    enum Shape {
        NONE,
        /** input, role, ARN of the alias, ARN of the version. */
        STARTED,
        /** output. */
        SUCCEEDED,
        /** error, cause. */
        FAILED,
        /** how often. */
        REDRIVEN,
        /** name, input. */
        ENTERED,
        /** name, output, then name and value of each variable that was assigned. */
        EXITED,
        /** resource type, resource, region, parameters, timeout, heartbeat, role. */
        TASK_SCHEDULED,
        /** resource type, resource. */
        TASK_STARTED,
        /** resource type, resource, output. */
        TASK_SUCCEEDED,
        /** resource type, resource, error, cause. */
        TASK_FAILED,
        /** resource, input, timeout, heartbeat. */
        ACTIVITY_SCHEDULED,
        /** name of the worker. */
        ACTIVITY_STARTED,
        /** resource, input, timeout, role. */
        LAMBDA_SCHEDULED,
        /** length. */
        MAP_STARTED,
        /** name, index. */
        ITERATION,
        /** ARN. */
        MAP_RUN,
        /** ARN, how often. */
        MAP_RUN_REDRIVEN,
        /** state, error, cause, location. */
        EVALUATION
    }

    private static final EventType[] ALL = values();

    private final Shape shape;

    EventType(Shape shape) {
        this.shape = shape;
    }

    Shape shape() {
        return shape;
    }

    static EventType of(int code) {
        return ALL[code];
    }

    int code() {
        return ordinal();
    }

    /** Whether it is the last of an execution's history. */
    boolean last() {
        return switch (this) {
            case EXECUTION_SUCCEEDED, EXECUTION_FAILED, EXECUTION_ABORTED, EXECUTION_TIMED_OUT ->
                    true;
            default -> false;
        };
    }

    /** As AWS writes it, such as {@code PassStateEntered}. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String word : name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
