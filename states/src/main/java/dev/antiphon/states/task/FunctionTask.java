package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function: by its ARN as the resource, whose payload are the arguments, or by {@code
 * lambda:invoke}. An error of the function is the task's error. A crash before the answer has it
 * invoked again.
 *
 * @param name the resource as in the definition
 * @param direct whether the resource is the function's ARN
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke an
 *     AWS Lambda function with Step Functions</a>
 */
record FunctionTask(String name, boolean direct, Pattern pattern) implements AnsweredTask {
    private static final String SERVICE = "lambda";
    private static final String PAYLOAD = "Payload";

    /** Of a request, beside the payload. */
    private static final List<String> PARAMETERS =
            List.of("FunctionName", "Qualifier", "InvocationType", "LogType", "ClientContext");

    @Override
    public Events events() {
        return direct ? Events.LAMBDA_FUNCTION : Events.TASK;
    }

    @Override
    public String resourceType() {
        return SERVICE;
    }

    @Override
    public String resource() {
        if (direct) {
            return name;
        }
        return pattern == Pattern.WAIT_FOR_TASK_TOKEN ? "invoke.waitForTaskToken" : "invoke";
    }

    @Override
    public @Nullable TaskOutcome call(Tx tx, TaskCall call) {
        Asked.by(tx, call, name)
                .traced()
                .call(
                        tx,
                        Home.of(call.executionArn()),
                        SERVICE,
                        "Invoke",
                        request(call.arguments()),
                        Tasks.ANSWERS);
        return null;
    }

    private ObjectNode request(JsonNode arguments) {
        ObjectNode request = Json.object();
        JsonNode payload = arguments;
        if (direct) {
            request.put("FunctionName", name);
        } else {
            for (String parameter : PARAMETERS) {
                if (arguments.hasNonNull(parameter)) {
                    request.set(parameter, arguments.get(parameter));
                }
            }
            payload = arguments.get(PAYLOAD);
        }
        if (payload != null && (direct || !payload.isNull())) {
            request.put(PAYLOAD, Base64.getEncoder().encodeToString(Json.bytes(payload)));
        }
        return request;
    }

    @Override
    public TaskOutcome outcome(Tx tx, Asked asked, Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> SdkErrors.optimised(SERVICE, failed, asked.requestId());
            case Answer.Response response -> {
                ObjectNode told = Json.object(response.body());
                String payload = payload(told);
                yield told.hasNonNull("FunctionError")
                        ? failed(payload)
                        : succeeded(told, payload, asked, tx.now());
            }
        };
    }

    private static String payload(ObjectNode told) {
        return new String(
                Base64.getDecoder().decode(told.path(PAYLOAD).asText()), StandardCharsets.UTF_8);
    }

    /** The integration has read the error, and writes it anew. */
    private TaskOutcome failed(String payload) {
        JsonNode error = Json.parse(payload);
        JsonNode type = error == null ? null : error.get("errorType");
        return error != null && type != null && type.isTextual()
                ? new TaskOutcome.Failed(type.textValue(), direct ? payload : Json.write(error))
                : new TaskOutcome.Failed(
                        "Lambda.Unknown",
                        "The cause could not be determined because Lambda did not return an error"
                                + " type. Returned payload: "
                                + payload);
    }

    private TaskOutcome succeeded(ObjectNode told, String payload, Asked asked, Instant now) {
        JsonNode value = Json.parse(payload);
        if (direct) {
            return new TaskOutcome.Succeeded(
                    value == null ? Json.write(Json.object().textNode(payload)) : payload);
        }
        ObjectNode output = Json.object();
        Map<String, String> headers = new LinkedHashMap<>();
        if (told.hasNonNull("ExecutedVersion")) {
            String version = told.get("ExecutedVersion").asText();
            output.put("ExecutedVersion", version);
            headers.put("X-Amz-Executed-Version", version);
        }
        if (told.hasNonNull("LogResult")) {
            output.set("LogResult", told.get("LogResult"));
            headers.put("X-Amz-Log-Result", told.get("LogResult").asText());
        }
        if (value == null) {
            output.put(PAYLOAD, payload);
        } else {
            output.set(PAYLOAD, value);
        }
        headers.put("x-amzn-Remapped-Content-Length", "0");
        headers.put("Connection", "keep-alive");
        headers.put("X-Amzn-Trace-Id", asked.traced().traceHeader());
        int length = payload.getBytes(StandardCharsets.UTF_8).length;
        int status = told.path("StatusCode").asInt(200);
        SdkMetadata.add(
                output, status, asked.requestId(), "application/json", length, headers, now);
        output.put("StatusCode", status);
        String text = Json.write(output);
        return pattern == Pattern.WAIT_FOR_TASK_TOKEN
                ? new TaskOutcome.Submitted(text)
                : new TaskOutcome.Succeeded(text);
    }
}
