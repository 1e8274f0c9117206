package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code http:invoke}: a request to an endpoint outside, authorized by an EventBridge connection.
 * It is a delivery with an answer: EventBridge's part of the server puts in what the connection
 * has, so that no secret comes here, and it is made again if a crash comes before the answer.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html">Call
 *     HTTPS APIs</a>
 */
record HttpTask(String name) implements AnsweredTask {
    private static final String REQUEST_ENCODING = "application/x-www-form-urlencoded";

    @Override
    public Pattern pattern() {
        return Pattern.REQUEST_RESPONSE;
    }

    @Override
    public Events events() {
        return Events.TASK;
    }

    @Override
    public String resourceType() {
        return "http";
    }

    @Override
    public String resource() {
        return "invoke";
    }

    @Override
    public @Nullable TaskOutcome call(Tx tx, TaskCall call) {
        HttpArguments arguments;
        try {
            arguments = HttpArguments.read(call.arguments());
        } catch (IllegalArgumentException e) {
            return new TaskOutcome.Failed(
                    "States.Runtime",
                    "The Parameters '"
                            + Json.write(call.arguments())
                            + "' could not be used to start the Task: ["
                            + e.getMessage()
                            + "]");
        }
        Home home = Home.of(call.executionArn());
        Asked asked = Asked.by(tx, call, name);
        Deliveries.send(
                tx,
                new Delivery(
                        address(arguments.connection()),
                        new Origin(Origin.Kind.SERVICE, call.executionArn()),
                        content(arguments, home),
                        RetryPolicy.NONE,
                        null,
                        tx.now(),
                        asked.requestId(),
                        null,
                        asked.replyTo(Tasks.ANSWERS)));
        return null;
    }

    /** The requests with one connection share its partition and its limits. */
    private static String address(String connection) {
        Arn arn = Arn.parse(connection);
        return new Arn(
                        arn.partition(),
                        arn.service(),
                        arn.region(),
                        arn.account(),
                        Content.HTTP_INVOKE + "/" + arn.resource())
                .toString();
    }

    static Content content(HttpArguments arguments, Home home) {
        Map<String, Attribute> headers = new LinkedHashMap<>();
        byte[] body = arguments.bodyBytes();
        if (body.length > 0) {
            headers.put(
                    "Content-Type",
                    Attribute.text(arguments.urlEncoded() ? REQUEST_ENCODING : "application/json"));
        }
        arguments
                .headers()
                .forEach((name, value) -> {
                    headers.keySet().removeIf(known -> known.equalsIgnoreCase(name));
                    headers.put(name, Attribute.text(value));
                });
        headers.put(
                "User-Agent", Attribute.text("Amazon|StepFunctions|HttpInvoke|" + home.region()));
        headers.put("Range", Attribute.text("bytes=0-262144"));
        return new Content(
                body,
                headers,
                Map.of(
                        Content.HTTP_METHOD,
                        arguments.method(),
                        Content.HTTP_URL,
                        arguments.url(),
                        Content.HTTP_CONNECTION,
                        arguments.connection()));
    }

    @Override
    public TaskOutcome outcome(Tx tx, Asked asked, Answer answer) {
        return switch (answer) {
            case Answer.Failed(String code, int status, String message) ->
                    new TaskOutcome.Failed(
                            code.startsWith("Events.") ? code : "States.Http.Socket", message);
            case Answer.Response response -> {
                String output = Json.write(output(response));
                yield response.status() >= 200 && response.status() < 300
                        ? new TaskOutcome.Succeeded(output)
                        : new TaskOutcome.Failed(
                                "States.Http.StatusCode." + response.status(), output);
            }
        };
    }

    private static ObjectNode output(Answer.Response response) {
        ObjectNode output = Json.object();
        ObjectNode headers = output.putObject("Headers");
        for (OutsideCall.Header header : response.headers()) {
            if (!header.name().startsWith(":")) {
                headers.withArray(header.name()).add(header.value());
            }
        }
        String text = new String(response.body(), StandardCharsets.UTF_8);
        JsonNode json = response.header("content-type").contains("json") ? Json.parse(text) : null;
        if (json == null) {
            output.put("ResponseBody", text);
        } else {
            output.set("ResponseBody", json);
        }
        output.put("StatusCode", response.status());
        output.put("StatusText", HttpStatus.text(response.status()));
        return output;
    }
}
