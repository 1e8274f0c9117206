package dev.antiphon.states.execution;

import dev.antiphon.states.machine.StatesErrors;
import dev.antiphon.states.task.TaskOutcome;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.MockErrorOutput;
import software.amazon.awssdk.services.sfn.model.MockInput;

/** What a test says that the work of a state came to. */
sealed interface Mock {
    record Result(Payload result) implements Mock {}

    record Refusal(String error, @Nullable String cause) implements Mock {}

    /**
     * @throws dev.antiphon.api.AwsException if it says nothing, or too much
     */
    static @Nullable Mock of(@Nullable MockInput given) {
        if (given == null) {
            return null;
        }
        MockErrorOutput error = given.errorOutput();
        if (given.result() != null && error != null) {
            throw StatesErrors.validation(
                    "A test mock should have only one of the following fields: [result,"
                            + " errorOutput].");
        }
        if (error != null) {
            if (error.error() == null) {
                throw StatesErrors.validation(
                        "A test mock's errorOutput must have the field 'error'.");
            }
            return new Refusal(error.error(), error.cause());
        }
        if (given.result() == null) {
            throw StatesErrors.validation(
                    "A test mock must have one of the following fields: [result, errorOutput].");
        }
        Payload result = Payload.parse(given.result());
        if (result == null) {
            throw StatesErrors.validation("Mocked result must be valid JSON.");
        }
        return new Result(result);
    }

    /** As what came of a task. */
    default TaskOutcome outcome() {
        return switch (this) {
            case Result(Payload result) -> new TaskOutcome.Succeeded(result.text());
            case Refusal(String error, String cause) -> new TaskOutcome.Failed(error, cause);
        };
    }
}
