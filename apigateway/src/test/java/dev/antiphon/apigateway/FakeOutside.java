package dev.antiphon.apigateway;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.ServiceCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** All that is outside: it answers at once, with what the test has prepared. */
final class FakeOutside implements OutsideCalls {
    private static final String LAMBDA = "Invoke";

    /** What was called, in order. */
    final List<OutsideCall> calls = new ArrayList<>();

    /** How long the last caller would have waited. */
    Duration patience = Duration.ZERO;

    private final Map<String, Function<String, String>> functions = new LinkedHashMap<>();
    private final Map<String, CallOutcome> operations = new LinkedHashMap<>();
    private final Map<String, CallOutcome> endpoints = new LinkedHashMap<>();

    /** Has a function answer an event with what it returns. */
    void function(String arn, Function<String, String> code) {
        functions.put(arn, code);
    }

    void operation(String name, CallOutcome outcome) {
        operations.put(name, outcome);
    }

    void operation(String name, String json) {
        operation(name, response(200, json));
    }

    void endpoint(String url, CallOutcome outcome) {
        endpoints.put(url, outcome);
    }

    void endpoint(String url, String json) {
        endpoint(url, response(200, json));
    }

    static CallOutcome response(int status, String body, OutsideCall.Header... headers) {
        return new CallOutcome.Succeeded(
                new Answer.Response(
                        status, List.of(headers), body.getBytes(StandardCharsets.UTF_8)));
    }

    static CallOutcome refused(String code, int status, String message) {
        return new CallOutcome.Succeeded(new Answer.Failed(code, status, message));
    }

    static CallOutcome failed(String code) {
        return new CallOutcome.Failed(code, "so it is", true, null);
    }

    /** The only call of an operation, or the last of them. */
    ServiceCall lastOperation() {
        return ((OutsideCall.Api) calls.getLast()).call();
    }

    /** What the operation that was called last was told. */
    String lastInput() {
        return new String(lastOperation().input(), StandardCharsets.UTF_8);
    }

    OutsideCall.Http lastRequest() {
        return (OutsideCall.Http) calls.getLast();
    }

    /** The event that the function that was called last has got. */
    String lastEvent() {
        return event(lastOperation());
    }

    private static String event(ServiceCall call) {
        return new String(
                Base64.getDecoder()
                        .decode(
                                Text.member(
                                        new String(call.input(), StandardCharsets.UTF_8),
                                        "Payload")),
                StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<CallOutcome> begin(OutsideCall call, Duration howLong) {
        patience = howLong;
        return begin(call);
    }

    @Override
    public CompletionStage<CallOutcome> begin(OutsideCall call) {
        calls.add(call);
        return CompletableFuture.completedFuture(
                switch (call) {
                    case OutsideCall.Api(ServiceCall made, String operation) ->
                            operation.equals(LAMBDA) && !operations.containsKey(LAMBDA)
                                    ? invoked(made)
                                    : operations.getOrDefault(operation, failed("UNKNOWN"));
                    case OutsideCall.Http request ->
                            endpoints.getOrDefault(request.url(), failed("CONNECTION_FAILURE"));
                    case OutsideCall.Mail letter -> failed("UNKNOWN");
                    case OutsideCall.Function function -> failed("UNKNOWN");
                });
    }

    private CallOutcome invoked(ServiceCall call) {
        String input = new String(call.input(), StandardCharsets.UTF_8);
        Function<String, String> code = functions.get(Text.member(input, "FunctionName"));
        if (code == null) {
            return refused("ResourceNotFoundException", 404, "Function not found");
        }
        String returned = code.apply(event(call));
        return response(
                200,
                "{\"StatusCode\":200,\"Payload\":\""
                        + Base64.getEncoder()
                                .encodeToString(returned.getBytes(StandardCharsets.UTF_8))
                        + "\"}");
    }
}
