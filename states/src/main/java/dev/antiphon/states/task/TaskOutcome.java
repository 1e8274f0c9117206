package dev.antiphon.states.task;

import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface TaskOutcome {
    /**
     * The call was made and the state waits on, with {@link TaskKind.Pattern#SYNC} and {@link
     * TaskKind.Pattern#WAIT_FOR_TASK_TOKEN} only.
     *
     * @param output the answer, as JSON
     */
    record Submitted(String output) implements TaskOutcome {}

    /**
     * The result is there. With {@link TaskKind.Pattern#WAIT_FOR_TASK_TOKEN} it comes from whoever
     * has the token, and never from the call.
     *
     * @param output as JSON
     */
    record Succeeded(String output) implements TaskOutcome {}

    /**
     * The call failed, or what it had begun.
     *
     * @param error the name that retriers and catchers see, such as {@code
     *     Sqs.QueueDoesNotExistException}
     */
    record Failed(@Nullable String error, @Nullable String cause) implements TaskOutcome {}

    /** What was begun has timed out: {@code TaskTimedOut} in the history. */
    record TimedOut(@Nullable String error, @Nullable String cause) implements TaskOutcome {}
}
