package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import dev.antiphon.states.language.Definition;
import dev.antiphon.states.language.Definitions;
import dev.antiphon.states.language.Parsed;
import dev.antiphon.states.language.State;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.states.machine.StatesErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.InspectionLevel;
import software.amazon.awssdk.services.sfn.model.TestStateConfiguration;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;

/**
 * A state that is to be tested, and all that the test says of what is around it.
 *
 * @param definition in which it is the only state
 * @param role null where it needs none
 * @param variables that it sees, perhaps none
 * @param context what the context object is to have besides what it has by itself
 * @param mock what its task, branches or iterations come to, or null where a task is really done
 * @param failedIterations of a Map state, or null
 * @param itemReaderData what a Map state's ItemReader has read, or null
 * @param revealed whether the answer may have what a connection adds to an HTTP request
 */
record TestedState(
        Definition definition,
        State state,
        @Nullable String role,
        Payload input,
        ObjectNode variables,
        ObjectNode context,
        @Nullable Mock mock,
        int retries,
        @Nullable Integer failedIterations,
        @Nullable String itemReaderData,
        InspectionLevel level,
        boolean revealed) {

    /**
     * @throws AwsException if there is nothing to test
     */
    static TestedState of(TestStateRequest request) {
        Mock mock = Mock.of(request.mock());
        TestStateConfiguration about =
                request.stateConfiguration() == null
                        ? TestStateConfiguration.builder().build()
                        : request.stateConfiguration();
        checkTogether(request, about, mock);
        if (request.roleArn() != null) {
            Machines.checkRole(request.roleArn());
        }
        Definition definition = definition(request.definition(), request.stateName());
        State state = definition.workflow().state(Definitions.LONE_STATE);
        TestRules.check(state, mock, about);
        if (mock == null && state instanceof State.Task && request.roleArn() == null) {
            throw StatesErrors.validation("RoleArn must be specified when testing a Task state");
        }
        if (mock != null && request.mock() != null) {
            TestRules.checkResult(state, mock, request.mock().fieldValidationModeAsString());
        }
        return new TestedState(
                definition,
                state,
                request.roleArn(),
                StartRequest.input(request.input()),
                object("variables", request.variables()),
                object("context", request.context()),
                mock,
                about.retrierRetryCount() == null ? 0 : about.retrierRetryCount(),
                about.mapIterationFailureCount(),
                about.mapItemReaderData(),
                request.inspectionLevel() == null
                        ? InspectionLevel.INFO
                        : request.inspectionLevel(),
                Boolean.TRUE.equals(request.revealSecrets()));
    }

    /** Some of what a request may say has a meaning only together with a mock, or without one. */
    private static void checkTogether(
            TestStateRequest request, TestStateConfiguration about, @Nullable Mock mock) {
        if (mock != null) {
            if (Boolean.TRUE.equals(request.revealSecrets())) {
                throw StatesErrors.validation(
                        "TestState does not support RevealSecrets when a mock is specified.");
            }
            return;
        }
        mocked("Context", request.context());
        mocked("RetrierRetryCount", about.retrierRetryCount());
        mocked("ErrorCausedByState", about.errorCausedByState());
        mocked("MapIterationFailureCount", about.mapIterationFailureCount());
        mocked("MapItemReaderData", about.mapItemReaderData());
    }

    private static void mocked(String field, @Nullable Object value) {
        if (value != null) {
            throw StatesErrors.validation(
                    "TestState does not support " + field + " when a mock is not specified.");
        }
    }

    private static ObjectNode object(String field, @Nullable String text) {
        JsonNode value = text == null ? Json.object() : Json.parse(text);
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw StatesErrors.validation("The value of '" + field + "' must be a JSON object.");
    }

    /**
     * @param name of the state within a whole machine, or null where the text is a state
     */
    private static Definition definition(String text, @Nullable String name) {
        String alone = text;
        if (name != null) {
            parsed(Definitions.parse(text));
            alone = Json.write(within(Json.read(text), name));
        }
        return parsed(Definitions.parseState(alone));
    }

    private static Definition parsed(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Valid valid -> valid.definition();
            case Parsed.Invalid invalid ->
                    throw StatesErrors.invalidDefinition(invalid.diagnostics().refusal());
        };
    }

    /** A state of a machine, with the query language that it has from the machine. */
    private static ObjectNode within(JsonNode machine, String name) {
        ObjectNode found = find(machine, name);
        if (found == null) {
            throw StatesErrors.validation(
                    "The state '" + name + "' does not exist in the definition.");
        }
        ObjectNode state = found.deepCopy();
        JsonNode language = machine.get("QueryLanguage");
        if (language != null && !state.has("QueryLanguage")) {
            state.set("QueryLanguage", language);
        }
        return state;
    }

    private static @Nullable ObjectNode find(JsonNode workflow, String name) {
        JsonNode states = workflow.path("States");
        if (states.get(name) instanceof ObjectNode state) {
            return state;
        }
        for (JsonNode state : states) {
            for (String field : new String[] {"ItemProcessor", "Iterator"}) {
                ObjectNode found = find(state.path(field), name);
                if (found != null) {
                    return found;
                }
            }
            for (JsonNode branch : state.path("Branches")) {
                ObjectNode found = find(branch, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
