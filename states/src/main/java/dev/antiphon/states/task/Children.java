package dev.antiphon.states.task;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Executions as those see them that started them and wait for their end. */
@FunctionalInterface
public interface Children {
    /** An execution as it is now, on its partition; or null if there is none. */
    @Nullable DescribeExecutionResponse describe(Tx tx, String executionArn);
}
