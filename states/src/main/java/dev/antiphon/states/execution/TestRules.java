package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.states.language.State;
import dev.antiphon.states.language.Workflow;
import dev.antiphon.states.machine.StatesErrors;
import dev.antiphon.states.task.ResponseShapes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.TestStateConfiguration;

/** Which states can be tested how, and what their mocks must look like. */
final class TestRules {
    private static final String PRESENT = "PRESENT";
    private static final String NONE = "NONE";

    private TestRules() {}

    /**
     * @throws dev.antiphon.api.AwsException if such a state cannot be tested this way
     */
    static void check(State state, @Nullable Mock mock, TestStateConfiguration about) {
        switch (state) {
            case State.Task task -> {
                if (mock == null) {
                    checkReal(task.resource());
                }
            }
            case State.Parallel _, State.Iteration _ -> {
                if (mock == null) {
                    throw StatesErrors.invalidDefinition(
                            "TestState API does not support Map or Parallel states. Supported state"
                                    + " types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
                }
            }
            case State.Pass _ -> unmocked("Pass", mock);
            case State.Choice _ -> unmocked("Choice", mock);
            case State.Wait _ -> unmocked("Wait", mock);
            case State.Succeed _ -> unmocked("Succeed", mock);
            case State.Fail _ -> unmocked("Fail", mock);
        }
        checkConfiguration(state, about);
    }

    private static void unmocked(String type, @Nullable Mock mock) {
        if (mock != null) {
            throw StatesErrors.validation(
                    "State type '" + type + "' is not supported when a mock is specified");
        }
    }

    /** Only what answers by itself can really be called. */
    private static void checkReal(String resource) {
        String kind =
                Activities.names(resource)
                        ? "Activity tasks"
                        : resource.endsWith(".waitForTaskToken")
                                ? "the '.waitForTaskToken' service integration pattern"
                                : resource.endsWith(".sync") || resource.endsWith(".sync:2")
                                        ? "the '.sync' service integration pattern"
                                        : null;
        if (kind != null) {
            throw StatesErrors.invalidDefinition(
                    "TestState API does not support " + kind + " when a mock is not specified.");
        }
    }

    private static void checkConfiguration(State state, TestStateConfiguration about) {
        String origin = about.errorCausedByState();
        List<Workflow> within =
                switch (state) {
                    case State.Parallel parallel -> parallel.branches();
                    case State.Iteration map -> List.of(map.processor());
                    default -> List.of();
                };
        if (origin != null && within.stream().noneMatch(each -> has(each, origin))) {
            throw StatesErrors.validation(
                    "The state '" + origin + "' does not exist in the state under test.");
        }
        boolean map = state instanceof State.Iteration;
        if (about.mapIterationFailureCount() != null && !map) {
            throw StatesErrors.validation(
                    "MapIterationFailureCount is only supported for Map states.");
        }
        if (about.mapItemReaderData() != null
                && !(state instanceof State.Iteration iteration
                        && iteration.distributed() != null
                        && iteration.distributed().reader() != null)) {
            throw StatesErrors.validation(
                    "MapItemReaderData is only supported for Map states with an ItemReader.");
        }
    }

    private static boolean has(Workflow workflow, String name) {
        return workflow.states().containsKey(name)
                || workflow.states().values().stream()
                        .anyMatch(state ->
                                switch (state) {
                                    case State.Parallel parallel ->
                                            parallel.branches().stream()
                                                    .anyMatch(branch -> has(branch, name));
                                    case State.Iteration map -> has(map.processor(), name);
                                    default -> false;
                                });
    }

    /**
     * @param mode {@code STRICT}, {@code PRESENT} or {@code NONE}; null is the first
     * @throws dev.antiphon.api.AwsException if the state could have no such result
     */
    static void checkResult(State state, Mock mock, @Nullable String mode) {
        if (!(mock instanceof Mock.Result(Payload payload))) {
            return;
        }
        JsonNode result = payload.tree();
        switch (state) {
            case State.Parallel parallel -> {
                checkArray(result);
                if (result.size() != parallel.branches().size()) {
                    throw StatesErrors.validation(
                            "Mocked result must contain the same number of items as number of"
                                    + " Parallel branches.");
                }
            }
            case State.Iteration map -> {
                State.Distributed distributed = map.distributed();
                State.ResultWriter writer = distributed == null ? null : distributed.writer();
                if (writer == null || writer.resource() == null) {
                    checkArray(result);
                } else if (!result.isObject()) {
                    throw StatesErrors.validation("Mocked result must be a JSON object.");
                }
            }
            case State.Task task -> {
                if (!NONE.equals(mode)) {
                    checkTask(task, result, !PRESENT.equals(mode));
                }
            }
            default -> {}
        }
    }

    private static void checkArray(JsonNode result) {
        if (!result.isArray()) {
            throw StatesErrors.validation("Mocked result must be an array.");
        }
    }

    private static void checkTask(State.Task task, JsonNode result, boolean whole) {
        ResponseShapes shapes = ResponseShapes.of(task.resource());
        String wrong = shapes == null ? null : shapes.wrong(result, whole);
        if (wrong != null) {
            throw StatesErrors.validation("Mock result schema validation error: " + wrong);
        }
    }
}
