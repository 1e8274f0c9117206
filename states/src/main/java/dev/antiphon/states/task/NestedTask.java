package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/**
 * {@code states:startExecution.sync} and {@code .sync:2}: the state goes on when the execution that
 * it started has ended, and stops it if nobody waits for it any more.
 *
 * @param name the resource as in the definition
 * @param parsed whether its output is a value of the result, or a text
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">Start
 *     a new state machine from a running execution</a>
 */
record NestedTask(String name, String resource, boolean parsed) implements AnsweredTask {
    private static final String SERVICE = "states";

    static NestedTask of(String name) {
        String resource = name.substring(name.lastIndexOf(":startExecution") + 1);
        return new NestedTask(name, resource, name.endsWith(":2"));
    }

    @Override
    public Pattern pattern() {
        return Pattern.SYNC;
    }

    @Override
    public Events events() {
        return Events.TASK;
    }

    @Override
    public String resourceType() {
        return SERVICE;
    }

    @Override
    public @Nullable TaskOutcome call(Tx tx, TaskCall call) {
        Asked.by(tx, call, name)
                .call(
                        tx,
                        Home.of(call.executionArn()),
                        SERVICE,
                        "StartExecution",
                        call.arguments(),
                        NestedExecutions.STARTED);
        return null;
    }

    @Override
    public void abandon(Tx tx, TaskAddress address) {
        NestedExecutions.abandon(tx, address);
    }

    /** Of the call that starts it. */
    @Override
    public TaskOutcome outcome(Tx tx, Asked asked, Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> SdkErrors.optimised(SERVICE, failed, asked.requestId());
            case Answer.Response response -> {
                ObjectNode output = Json.object(response.body());
                OperationTask.started(output);
                SdkMetadata.add(
                        output,
                        asked.requestId(),
                        "application/x-amz-json-1.0",
                        response.body().length,
                        tx.now());
                yield new TaskOutcome.Submitted(Json.write(output));
            }
        };
    }

    /**
     * Of the execution.
     *
     * @param told by {@link NestedExecutions}
     */
    TaskOutcome ended(ObjectNode told) {
        ObjectNode end = Json.object().setAll(told);
        if (parsed) {
            parse(end, "Input");
            parse(end, "Output");
        }
        String text = Json.write(end);
        return end.path("Status").asText().equals("SUCCEEDED")
                ? new TaskOutcome.Succeeded(text)
                : new TaskOutcome.Failed("States.TaskFailed", text);
    }

    private static void parse(ObjectNode end, String field) {
        JsonNode text = end.get(field);
        JsonNode value = text == null ? null : Json.parse(text.asText());
        if (value != null) {
            end.set(field, value);
        }
    }
}
