package dev.antiphon.apigateway.gateway;

import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.delivery.ingress.ProxyAnswer;
import dev.antiphon.delivery.ingress.ProxyEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/**
 * Has a function answer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda proxy integrations for HTTP APIs</a>
 */
final class FunctionBackend implements Backend {
    private final String function;
    private final boolean formatOne;
    private final Duration patience;
    private final RequestMapping mapping;
    private final ResponseMapping answers;
    private final Calls calls;

    FunctionBackend(Integration integration, Map<String, String> variables, Calls calls) {
        this.function = FunctionArn.of(integration.integrationUri(), variables);
        this.formatOne = integration.payloadFormatVersion().equals("1.0");
        this.patience = Duration.ofMillis(integration.timeoutInMillis());
        this.mapping = new RequestMapping(integration.requestParameters());
        this.answers = new ResponseMapping(integration.responseParameters());
        this.calls = calls;
    }

    @Override
    public CompletionStage<IngressAnswer> call(Exchange exchange) {
        RequestMapping.Outgoing outgoing = mapping.apply(exchange);
        if (outgoing == null) {
            return Gateway.done(Answers.BAD_REQUEST);
        }
        IngressRequest request =
                Exchange.with(exchange.request(), outgoing.headers(), outgoing.query());
        byte[] event =
                formatOne ? FormatOne.event(exchange, request) : formatTwo(exchange, request);
        return calls.invoke(exchange, function, request.requestId(), event, patience)
                .thenApply(invoked -> answers.apply(exchange, answer(invoked)));
    }

    /** The event of a request in payload format 2.0. */
    static byte[] formatTwo(Exchange exchange, IngressRequest request) {
        return new ProxyEvent(
                        exchange.stage().api().id(),
                        exchange.stage().api().account(),
                        exchange.route().key(),
                        exchange.stage().stage().stageName(),
                        request.path(),
                        exchange.identity().json(),
                        exchange.parameters(),
                        exchange.stage().variables())
                .of(request);
    }

    private IngressAnswer answer(Calls.Invoked invoked) {
        return switch (invoked) {
            case Calls.Invoked.Returned(byte[] payload) -> {
                IngressAnswer answer =
                        formatOne ? FormatOne.answer(payload) : ProxyAnswer.of(payload);
                yield answer == null ? Answers.ERROR : answer;
            }
            case Calls.Invoked.Refused refused -> Answers.ERROR;
            case Calls.Invoked.Unavailable unavailable -> Answers.UNAVAILABLE;
        };
    }
}
