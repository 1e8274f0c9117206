package dev.antiphon.states.execution;

import java.util.Locale;

/**
 * The types of history events. The codes are in rows: 0 to 61, in their order here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
enum EventType {
    EXECUTION_STARTED(0, Shape.STARTED),
    EXECUTION_SUCCEEDED(1, Shape.SUCCEEDED),
    EXECUTION_FAILED(2, Shape.FAILED),
    EXECUTION_ABORTED(3, Shape.FAILED),
    EXECUTION_TIMED_OUT(4, Shape.FAILED),
    EXECUTION_REDRIVEN(5, Shape.REDRIVEN),
    PASS_STATE_ENTERED(6, Shape.ENTERED),
    PASS_STATE_EXITED(7, Shape.EXITED),
    CHOICE_STATE_ENTERED(8, Shape.ENTERED),
    CHOICE_STATE_EXITED(9, Shape.EXITED),
    WAIT_STATE_ENTERED(10, Shape.ENTERED),
    WAIT_STATE_EXITED(11, Shape.EXITED),
    WAIT_STATE_ABORTED(12, Shape.NONE),
    SUCCEED_STATE_ENTERED(13, Shape.ENTERED),
    SUCCEED_STATE_EXITED(14, Shape.EXITED),
    FAIL_STATE_ENTERED(15, Shape.ENTERED),
    TASK_STATE_ENTERED(16, Shape.ENTERED),
    TASK_STATE_EXITED(17, Shape.EXITED),
    TASK_STATE_ABORTED(18, Shape.NONE),
    TASK_SCHEDULED(19, Shape.TASK_SCHEDULED),
    TASK_STARTED(20, Shape.TASK_STARTED),
    TASK_START_FAILED(21, Shape.TASK_FAILED),
    TASK_SUBMITTED(22, Shape.TASK_SUCCEEDED),
    TASK_SUBMIT_FAILED(23, Shape.TASK_FAILED),
    TASK_SUCCEEDED(24, Shape.TASK_SUCCEEDED),
    TASK_FAILED(25, Shape.TASK_FAILED),
    TASK_TIMED_OUT(26, Shape.TASK_FAILED),
    ACTIVITY_SCHEDULED(27, Shape.ACTIVITY_SCHEDULED),
    ACTIVITY_SCHEDULE_FAILED(28, Shape.FAILED),
    ACTIVITY_STARTED(29, Shape.ACTIVITY_STARTED),
    ACTIVITY_SUCCEEDED(30, Shape.SUCCEEDED),
    ACTIVITY_FAILED(31, Shape.FAILED),
    ACTIVITY_TIMED_OUT(32, Shape.FAILED),
    LAMBDA_FUNCTION_SCHEDULED(33, Shape.LAMBDA_SCHEDULED),
    LAMBDA_FUNCTION_SCHEDULE_FAILED(34, Shape.FAILED),
    LAMBDA_FUNCTION_STARTED(35, Shape.NONE),
    LAMBDA_FUNCTION_START_FAILED(36, Shape.FAILED),
    LAMBDA_FUNCTION_SUCCEEDED(37, Shape.SUCCEEDED),
    LAMBDA_FUNCTION_FAILED(38, Shape.FAILED),
    LAMBDA_FUNCTION_TIMED_OUT(39, Shape.FAILED),
    PARALLEL_STATE_ENTERED(40, Shape.ENTERED),
    PARALLEL_STATE_STARTED(41, Shape.NONE),
    PARALLEL_STATE_SUCCEEDED(42, Shape.NONE),
    PARALLEL_STATE_FAILED(43, Shape.NONE),
    PARALLEL_STATE_ABORTED(44, Shape.NONE),
    PARALLEL_STATE_EXITED(45, Shape.EXITED),
    MAP_STATE_ENTERED(46, Shape.ENTERED),
    MAP_STATE_STARTED(47, Shape.MAP_STARTED),
    MAP_STATE_SUCCEEDED(48, Shape.NONE),
    MAP_STATE_FAILED(49, Shape.NONE),
    MAP_STATE_ABORTED(50, Shape.NONE),
    MAP_STATE_EXITED(51, Shape.EXITED),
    MAP_ITERATION_STARTED(52, Shape.ITERATION),
    MAP_ITERATION_SUCCEEDED(53, Shape.ITERATION),
    MAP_ITERATION_FAILED(54, Shape.ITERATION),
    MAP_ITERATION_ABORTED(55, Shape.ITERATION),
    MAP_RUN_STARTED(56, Shape.MAP_RUN),
    MAP_RUN_SUCCEEDED(57, Shape.NONE),
    MAP_RUN_FAILED(58, Shape.FAILED),
    MAP_RUN_ABORTED(59, Shape.NONE),
    MAP_RUN_REDRIVEN(60, Shape.MAP_RUN_REDRIVEN),
    EVALUATION_FAILED(61, Shape.EVALUATION);

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
    private final int code;

    EventType(int code, Shape shape) {
        this.code = code;
        this.shape = shape;
    }

    Shape shape() {
        return shape;
    }

    static EventType of(int code) {
        return ALL[code];
    }

    int code() {
        return code;
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
