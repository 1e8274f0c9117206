package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.IntegrationSubtype;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** An integration, ready for requests. */
@FunctionalInterface
interface Backend {
    /** A route that leads nowhere. */
    Backend NONE = exchange -> Gateway.done(Answers.ERROR);

    /** Does not block, and does not fail. */
    CompletionStage<IngressAnswer> call(Exchange exchange);

    static Backend of(Integration integration, Map<String, String> variables, Calls calls) {
        return switch (integration.integrationType()) {
            case HTTP_PROXY -> new HttpBackend(integration, variables, calls);
            case AWS_PROXY -> {
                IntegrationSubtype subtype =
                        integration.integrationSubtype() == null
                                ? null
                                : IntegrationSubtype.find(integration.integrationSubtype());
                yield subtype == null
                        ? new FunctionBackend(integration, variables, calls)
                        : new ServiceBackend(integration, subtype, calls);
            }
            case AWS, HTTP, MOCK, UNKNOWN_TO_SDK_VERSION -> NONE;
        };
    }
}
