package dev.antiphon.apigateway.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.delivery.ingress.IngressRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What the function of an authorizer is asked: the event that the integration's function would get,
 * without the body, and with what the identity is read from.
 */
final class AuthorizerEvent {
    private static final Set<String> LEFT_OUT =
            Set.of("version", "body", "isBase64Encoded", "routeKey", "resource");

    private AuthorizerEvent() {}

    /** In format 1.0. */
    static byte[] one(Exchange exchange, List<String> identity) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            json.writeStringField("type", "REQUEST");
            json.writeStringField("methodArn", exchange.arn());
            json.writeStringField("identitySource", String.join(",", identity));
            json.writeStringField("authorizationToken", String.join(",", identity));
            json.writeStringField("resource", exchange.route().resource());
            rest(json, FormatOne.event(exchange, bare(exchange.request())));
            json.writeEndObject();
        });
    }

    /** In format 2.0. */
    static byte[] two(Exchange exchange, List<String> identity) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            json.writeStringField("type", "REQUEST");
            json.writeStringField("routeArn", exchange.arn());
            json.writeArrayFieldStart("identitySource");
            for (String value : identity) {
                json.writeString(value);
            }
            json.writeEndArray();
            json.writeStringField("routeKey", exchange.route().key());
            rest(json, FunctionBackend.formatTwo(exchange, bare(exchange.request())));
            json.writeEndObject();
        });
    }

    private static IngressRequest bare(IngressRequest request) {
        return new IngressRequest(
                request.method(),
                request.host(),
                request.path(),
                request.query(),
                request.headers(),
                new byte[0],
                request.remote(),
                request.secure(),
                request.time(),
                request.requestId(),
                request.identity());
    }

    private static void rest(JsonGenerator json, byte[] event) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (LEFT_OUT.contains(name)) {
                    parser.skipChildren();
                } else {
                    json.writeFieldName(name);
                    json.copyCurrentStructure(parser);
                }
            }
        }
    }
}
