package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a service: {@code aws-sdk:sqs:receiveMessage}, or one of those that have an
 * integration of their own, such as {@code sqs:sendMessage}.
 *
 * @param name the resource as in the definition
 * @param service as in the resource
 * @param action as in the resource
 * @param sdk whether it is one of {@code aws-sdk}
 */
record OperationTask(String name, String service, String action, boolean sdk, Pattern pattern)
        implements AnsweredTask {
    @Override
    public Events events() {
        return Events.TASK;
    }

    @Override
    public String resourceType() {
        return sdk ? "aws-sdk:" + service : service;
    }

    @Override
    public String resource() {
        return pattern == Pattern.WAIT_FOR_TASK_TOKEN ? action + ".waitForTaskToken" : action;
    }

    @Override
    public @Nullable TaskOutcome call(Tx tx, TaskCall call) {
        Home home = Home.of(call.executionArn());
        Asked.by(tx, call, name)
                .call(tx, home, endpoint(), operation(), parameters(call, home), Tasks.ANSWERS);
        return null;
    }

    private String endpoint() {
        return sdk ? ServiceCall.endpoint(service) : service;
    }

    private String operation() {
        return action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
    }

    private JsonNode parameters(TaskCall call, Home home) {
        return !sdk && service.equals("events") && call.arguments() instanceof ObjectNode events
                ? withResources(events, call.executionArn(), home.machineArn())
                : call.arguments();
    }

    /**
     * Events of workflows name the state machine and the execution as their resources, after those
     * that they have.
     */
    private static JsonNode withResources(ObjectNode events, String execution, String machine) {
        ObjectNode copy = events.deepCopy();
        for (JsonNode entry : copy.path("Entries")) {
            if (entry instanceof ObjectNode event) {
                ArrayNode resources =
                        event.get("Resources") instanceof ArrayNode given
                                ? given
                                : event.putArray("Resources");
                resources.add(machine).add(execution);
            }
        }
        return copy;
    }

    @Override
    public TaskOutcome outcome(Tx tx, Asked asked, Answer answer) {
        return switch (answer) {
            case Answer.Failed failed ->
                    sdk
                            ? SdkErrors.sdk(service, failed, asked.requestId())
                            : SdkErrors.optimised(service, failed, asked.requestId());
            case Answer.Response response -> {
                ObjectNode output = Json.object(response.body());
                if (!sdk) {
                    if (output.path("FailedEntryCount").asInt() > 0) {
                        yield new TaskOutcome.Failed("EventBridge.FailedEntry", Json.write(output));
                    }
                    output = optimised(output, asked, response.body().length, tx.now());
                }
                String text = Json.write(output);
                yield pattern == Pattern.WAIT_FOR_TASK_TOKEN
                        ? new TaskOutcome.Submitted(text)
                        : new TaskOutcome.Succeeded(text);
            }
        };
    }

    private ObjectNode optimised(ObjectNode answer, Asked asked, int length, Instant now) {
        switch (service) {
            case "sqs" -> {
                ObjectNode output = inFirstSdksSpelling(answer);
                metadata(output, asked, "application/x-amz-json-1.0", length, now);
                return output;
            }
            case "sns" -> metadata(answer, asked, "text/xml", length, now);
            case "states" -> {
                started(answer);
                metadata(answer, asked, "application/x-amz-json-1.0", length, now);
            }
            default -> {}
        }
        return answer;
    }

    private static void metadata(
            ObjectNode output, Asked asked, String contentType, int length, Instant now) {
        SdkMetadata.add(output, asked.requestId(), contentType, length, now);
    }

    /** The first version of the SDK counts milliseconds. */
    static void started(ObjectNode answer) {
        JsonNode date = answer.get("StartDate");
        if (date != null && date.isTextual()) {
            answer.put("StartDate", Instant.parse(date.textValue()).toEpochMilli());
        }
    }

    /** {@code MD5OfMessageBody}, where the second version has {@code Md5OfMessageBody}. */
    private static ObjectNode inFirstSdksSpelling(ObjectNode answer) {
        Map<String, JsonNode> renamed = new LinkedHashMap<>();
        answer.properties()
                .forEach(each ->
                        renamed.put(
                                each.getKey().replaceFirst("^Md5Of", "MD5Of"), each.getValue()));
        ObjectNode output = Json.object();
        output.setAll(renamed);
        return output;
    }
}
