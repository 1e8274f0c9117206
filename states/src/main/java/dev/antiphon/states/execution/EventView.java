package dev.antiphon.states.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventExecutionDataDetails;

/**
 * Events as GetExecutionHistory answers them.
 *
 * @param data whether with inputs and outputs
 */
record EventView(boolean data) {
    HistoryEvent of(Event event) {
        HistoryEvent.Builder view =
                HistoryEvent.builder()
                        .id(event.id())
                        .previousEventId(event.previous())
                        .timestamp(event.time())
                        .type(event.type().text());
        switch (event.type().shape()) {
            case NONE -> {}
            case STARTED ->
                    view.executionStartedEventDetails(details ->
                            details.input(data(event.field(0)))
                                    .inputDetails(truncation())
                                    .roleArn(event.field(1))
                                    .stateMachineAliasArn(event.field(2))
                                    .stateMachineVersionArn(event.field(3)));
            case SUCCEEDED -> succeeded(view, event);
            case FAILED -> failed(view, event);
            case REDRIVEN ->
                    view.executionRedrivenEventDetails(
                            details -> details.redriveCount(integer(event.number(0))));
            case ENTERED ->
                    view.stateEnteredEventDetails(details ->
                            details.name(event.field(0))
                                    .input(data(event.field(1)))
                                    .inputDetails(truncation()));
            case EXITED -> exited(view, event);
            case TASK_SCHEDULED -> taskScheduled(view, event);
            case TASK_STARTED ->
                    view.taskStartedEventDetails(details ->
                            details.resourceType(event.field(0)).resource(event.field(1)));
            case TASK_SUCCEEDED -> taskSucceeded(view, event);
            case TASK_FAILED -> taskFailed(view, event);
            case ACTIVITY_SCHEDULED ->
                    view.activityScheduledEventDetails(details ->
                            details.resource(event.field(0))
                                    .input(data(event.field(1)))
                                    .inputDetails(truncation())
                                    .timeoutInSeconds(event.number(2))
                                    .heartbeatInSeconds(event.number(3)));
            case ACTIVITY_STARTED ->
                    view.activityStartedEventDetails(details -> details.workerName(event.field(0)));
            case LAMBDA_SCHEDULED ->
                    view.lambdaFunctionScheduledEventDetails(details ->
                            details.resource(event.field(0))
                                    .input(data(event.field(1)))
                                    .inputDetails(truncation())
                                    .timeoutInSeconds(event.number(2))
                                    .applyMutation(any -> {
                                        if (event.field(3) != null) {
                                            any.taskCredentials(
                                                    role -> role.roleArn(event.field(3)));
                                        }
                                    }));
            case MAP_STARTED ->
                    view.mapStateStartedEventDetails(
                            details -> details.length(integer(event.number(0))));
            case ITERATION -> iteration(view, event);
            case MAP_RUN ->
                    view.mapRunStartedEventDetails(details -> details.mapRunArn(event.field(0)));
            case MAP_RUN_REDRIVEN ->
                    view.mapRunRedrivenEventDetails(details ->
                            details.mapRunArn(event.field(0))
                                    .redriveCount(integer(event.number(1))));
            case EVALUATION ->
                    view.evaluationFailedEventDetails(details ->
                            details.state(event.field(0))
                                    .error(event.field(1))
                                    .cause(event.field(2))
                                    .location(event.field(3)));
        }
        return view.build();
    }

    private @Nullable String data(@Nullable String text) {
        return data ? text : null;
    }

    private @Nullable HistoryEventExecutionDataDetails truncation() {
        return data ? HistoryEventExecutionDataDetails.builder().truncated(false).build() : null;
    }

    private static @Nullable Integer integer(@Nullable Long number) {
        return number == null ? null : number.intValue();
    }

    private void succeeded(HistoryEvent.Builder view, Event event) {
        String output = data(event.field(0));
        switch (event.type()) {
            case EXECUTION_SUCCEEDED ->
                    view.executionSucceededEventDetails(
                            details -> details.output(output).outputDetails(truncation()));
            case ACTIVITY_SUCCEEDED ->
                    view.activitySucceededEventDetails(
                            details -> details.output(output).outputDetails(truncation()));
            default ->
                    view.lambdaFunctionSucceededEventDetails(
                            details -> details.output(output).outputDetails(truncation()));
        }
    }

    private static void failed(HistoryEvent.Builder view, Event event) {
        String error = event.field(0);
        String cause = event.field(1);
        switch (event.type()) {
            case EXECUTION_FAILED ->
                    view.executionFailedEventDetails(details -> details.error(error).cause(cause));
            case EXECUTION_ABORTED ->
                    view.executionAbortedEventDetails(details -> details.error(error).cause(cause));
            case EXECUTION_TIMED_OUT ->
                    view.executionTimedOutEventDetails(
                            details -> details.error(error).cause(cause));
            case ACTIVITY_FAILED ->
                    view.activityFailedEventDetails(details -> details.error(error).cause(cause));
            case ACTIVITY_SCHEDULE_FAILED ->
                    view.activityScheduleFailedEventDetails(
                            details -> details.error(error).cause(cause));
            case ACTIVITY_TIMED_OUT ->
                    view.activityTimedOutEventDetails(details -> details.error(error).cause(cause));
            case LAMBDA_FUNCTION_SCHEDULE_FAILED ->
                    view.lambdaFunctionScheduleFailedEventDetails(
                            details -> details.error(error).cause(cause));
            case LAMBDA_FUNCTION_START_FAILED ->
                    view.lambdaFunctionStartFailedEventDetails(
                            details -> details.error(error).cause(cause));
            case LAMBDA_FUNCTION_TIMED_OUT ->
                    view.lambdaFunctionTimedOutEventDetails(
                            details -> details.error(error).cause(cause));
            case MAP_RUN_FAILED ->
                    view.mapRunFailedEventDetails(details -> details.error(error).cause(cause));
            default ->
                    view.lambdaFunctionFailedEventDetails(
                            details -> details.error(error).cause(cause));
        }
    }

    private void exited(HistoryEvent.Builder view, Event event) {
        Map<String, String> assigned = new LinkedHashMap<>();
        for (int at = 2; at + 1 < event.fields().size(); at += 2) {
            assigned.put(String.valueOf(event.field(at)), String.valueOf(event.field(at + 1)));
        }
        view.stateExitedEventDetails(details -> {
            details.name(event.field(0)).output(data(event.field(1))).outputDetails(truncation());
            if (data && !assigned.isEmpty()) {
                details.assignedVariables(assigned)
                        .assignedVariablesDetails(any -> any.truncated(false));
            }
        });
    }

    private void taskScheduled(HistoryEvent.Builder view, Event event) {
        view.taskScheduledEventDetails(details -> {
            details.resourceType(event.field(0))
                    .resource(event.field(1))
                    .region(event.field(2))
                    .parameters(data ? event.field(3) : "")
                    .timeoutInSeconds(event.number(4))
                    .heartbeatInSeconds(event.number(5));
            if (event.field(6) != null) {
                details.taskCredentials(role -> role.roleArn(event.field(6)));
            }
        });
    }

    private void taskSucceeded(HistoryEvent.Builder view, Event event) {
        String output = data(event.field(2));
        if (event.type() == EventType.TASK_SUBMITTED) {
            view.taskSubmittedEventDetails(details ->
                    details.resourceType(event.field(0))
                            .resource(event.field(1))
                            .output(output)
                            .outputDetails(truncation()));
        } else {
            view.taskSucceededEventDetails(details ->
                    details.resourceType(event.field(0))
                            .resource(event.field(1))
                            .output(output)
                            .outputDetails(truncation()));
        }
    }

    private static void taskFailed(HistoryEvent.Builder view, Event event) {
        String type = event.field(0);
        String resource = event.field(1);
        String error = event.field(2);
        String cause = event.field(3);
        switch (event.type()) {
            case TASK_SUBMIT_FAILED ->
                    view.taskSubmitFailedEventDetails(any ->
                            any.resourceType(type).resource(resource).error(error).cause(cause));
            case TASK_START_FAILED ->
                    view.taskStartFailedEventDetails(any ->
                            any.resourceType(type).resource(resource).error(error).cause(cause));
            case TASK_TIMED_OUT ->
                    view.taskTimedOutEventDetails(any ->
                            any.resourceType(type).resource(resource).error(error).cause(cause));
            default ->
                    view.taskFailedEventDetails(any ->
                            any.resourceType(type).resource(resource).error(error).cause(cause));
        }
    }

    private static void iteration(HistoryEvent.Builder view, Event event) {
        String name = event.field(0);
        Integer index = integer(event.number(1));
        switch (event.type()) {
            case MAP_ITERATION_STARTED ->
                    view.mapIterationStartedEventDetails(any -> any.name(name).index(index));
            case MAP_ITERATION_SUCCEEDED ->
                    view.mapIterationSucceededEventDetails(any -> any.name(name).index(index));
            case MAP_ITERATION_FAILED ->
                    view.mapIterationFailedEventDetails(any -> any.name(name).index(index));
            default -> view.mapIterationAbortedEventDetails(any -> any.name(name).index(index));
        }
    }
}
