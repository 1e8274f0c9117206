package dev.antiphon.apigateway.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.ServiceCall;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The calls that integrations and authorizers make, in the name of the API's account. */
final class Calls {
    /** What a function made of its event. */
    sealed interface Invoked {
        record Returned(byte[] payload) implements Invoked {}

        /** It failed, or there is none. */
        record Refused() implements Invoked {}

        /** It took too long, or the server cannot run it now. */
        record Unavailable() implements Invoked {}
    }

    private final OutsideCalls outside;

    Calls(OutsideCalls outside) {
        this.outside = outside;
    }

    CompletionStage<CallOutcome> http(OutsideCall.Http request) {
        return outside.begin(request);
    }

    /**
     * Has an operation of this server done.
     *
     * @param requestId unique for each call
     */
    CompletionStage<CallOutcome> operation(
            Exchange exchange,
            String service,
            String operation,
            String region,
            String requestId,
            byte[] input,
            Duration patience) {
        ServiceCall call =
                new ServiceCall(
                        service,
                        operation,
                        input,
                        exchange.stage().api().account(),
                        region,
                        requestId,
                        exchange.trace());
        return outside.begin(new OutsideCall.Api(call, operation), patience);
    }

    /**
     * Invokes a function and waits for what it returns.
     *
     * @param requestId unique for each call: the function sees it
     */
    CompletionStage<Invoked> invoke(
            Exchange exchange, String function, String requestId, byte[] event, Duration patience) {
        byte[] input =
                Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("FunctionName", function);
                    json.writeStringField("InvocationType", "RequestResponse");
                    json.writeBinaryField("Payload", event);
                    json.writeEndObject();
                });
        return operation(
                        exchange,
                        "lambda",
                        "Invoke",
                        exchange.stage().api().region(),
                        requestId,
                        input,
                        patience)
                .thenApply(Calls::invoked);
    }

    private static Invoked invoked(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Succeeded(Answer.Response response) -> returned(response.body());
            case CallOutcome.Succeeded refused -> new Invoked.Refused();
            case CallOutcome.Failed failed ->
                    Answers.to(failed).status() == 503
                            ? new Invoked.Unavailable()
                            : new Invoked.Refused();
        };
    }

    private static Invoked returned(byte[] answer) {
        byte @Nullable [] payload = null;
        try (JsonParser parser = Json.FACTORY.createParser(answer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("FunctionError") && value == JsonToken.VALUE_STRING) {
                    return new Invoked.Refused();
                }
                if (name.equals("Payload") && value == JsonToken.VALUE_STRING) {
                    payload = parser.getBinaryValue();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return new Invoked.Refused();
        }
        return payload == null ? new Invoked.Refused() : new Invoked.Returned(payload);
    }
}
