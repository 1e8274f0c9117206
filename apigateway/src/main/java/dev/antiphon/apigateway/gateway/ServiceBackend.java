package dev.antiphon.apigateway.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.apigateway.definition.IntegrationSubtype;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.apigateway.mapping.Expression;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Has an operation of another service answer. */
final class ServiceBackend implements Backend {
    /** Those whose value is a list or a structure, as JSON. */
    private static final Set<String> STRUCTURES =
            Set.of(
                    "AttributeNames",
                    "MessageAttributeNames",
                    "MessageAttributes",
                    "MessageSystemAttributes",
                    "Resources");

    private static final Set<String> NUMBERS =
            Set.of("DelaySeconds", "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds");

    private final IntegrationSubtype subtype;
    private final Map<String, Expression> parameters = new LinkedHashMap<>();
    private final @Nullable Expression region;
    private final Duration patience;
    private final ResponseMapping answers;
    private final Calls calls;

    ServiceBackend(Integration integration, IntegrationSubtype subtype, Calls calls) {
        this.subtype = subtype;
        integration
                .requestParameters()
                .forEach((name, value) -> parameters.put(name, Expression.ofRequest(value)));
        this.region = parameters.remove(IntegrationSubtype.REGION);
        this.patience = Duration.ofMillis(integration.timeoutInMillis());
        this.answers = new ResponseMapping(integration.responseParameters());
        this.calls = calls;
    }

    @Override
    public CompletionStage<IngressAnswer> call(Exchange exchange) {
        String where = region == null ? null : region.evaluate(exchange);
        return calls.operation(
                        exchange,
                        subtype.service(),
                        subtype.operation(),
                        where == null ? exchange.stage().api().region() : where,
                        exchange.request().requestId(),
                        input(exchange),
                        patience)
                .thenApply(outcome -> answers.apply(exchange, answer(exchange, outcome)));
    }

    private byte[] input(Exchange exchange) {
        boolean entry = subtype == IntegrationSubtype.PUT_EVENTS;
        return Json.bytes(json -> {
            json.writeStartObject();
            if (entry) {
                json.writeArrayFieldStart("Entries");
                json.writeStartObject();
            }
            for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
                String value = parameter.getValue().evaluate(exchange);
                if (value != null) {
                    write(json, parameter.getKey(), value);
                }
            }
            if (entry) {
                json.writeEndObject();
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        String text = value.strip();
        boolean number = text.matches("-?[0-9]{1,18}");
        if (STRUCTURES.contains(name)) {
            if (text.startsWith("[") || text.startsWith("{")) {
                json.writeRawValue(text);
            } else {
                json.writeStartArray();
                json.writeString(text);
                json.writeEndArray();
            }
        } else if (number && (NUMBERS.contains(name) || name.equals("Time"))) {
            json.writeNumber(Long.parseLong(text));
        } else {
            json.writeString(value);
        }
    }

    private IngressAnswer answer(Exchange exchange, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Succeeded(Answer.Response response) ->
                    ServiceAnswer.of(subtype, response.body(), exchange.request().requestId());
            case CallOutcome.Succeeded(Answer.Failed failed) ->
                    ServiceAnswer.refusal(subtype, failed, exchange.request().requestId());
            case CallOutcome.Succeeded(var nothing) ->
                    ServiceAnswer.of(
                            subtype, new byte[] {'{', '}'}, exchange.request().requestId());
            case CallOutcome.Failed failed -> Answers.to(failed);
        };
    }
}
