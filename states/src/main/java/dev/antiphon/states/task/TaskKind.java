package dev.antiphon.states.task;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** What a resource is, and how it is called. A value: it may be kept as long as a definition. */
public interface TaskKind {
    /** When the state goes on. */
    enum Pattern {
        /** With the call's answer. */
        REQUEST_RESPONSE,
        /** When what the call began has ended: {@code .sync}, {@code .sync:2}. */
        SYNC,
        /** When somebody sends the task token: {@code .waitForTaskToken}. */
        WAIT_FOR_TASK_TOKEN
    }

    /** What its events are called in a history. */
    enum Events {
        /** {@code TaskScheduled} and so on, with {@link #resourceType} and {@link #resource}. */
        TASK,
        /** {@code LambdaFunctionScheduled} and so on: a function's ARN as the resource. */
        LAMBDA_FUNCTION
    }

    Pattern pattern();

    Events events();

    /** As histories give it, such as {@code sqs} or {@code aws-sdk:sfn}. */
    String resourceType();

    /**
     * As histories give it, such as {@code sendMessage.waitForTaskToken}; of a function its ARN.
     */
    String resource();

    /**
     * Stages the call: on the execution's partition, in the operation that enters the state. What
     * comes of it goes to {@link TaskOutcomes}, later, in an operation of its own, on the same
     * partition. A call outside that a crash interrupted is made again by whoever keeps its row.
     *
     * @return what is known at once, such as arguments that cannot be meant; else null
     */
    @Nullable TaskOutcome call(Tx tx, TaskCall call);

    /**
     * Nobody waits for that call any more: the execution was stopped, or a sibling has failed, or
     * it timed out. What {@code .sync} began is to be stopped, as AWS does.
     */
    default void abandon(Tx tx, TaskAddress address) {}
}
