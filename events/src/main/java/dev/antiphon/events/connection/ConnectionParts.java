package dev.antiphon.events.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Check;
import dev.antiphon.events.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ConnectionBodyParameter;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHttpParameters;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionAuthRequestParameters;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionBasicAuthRequestParameters;

/** What a connection puts into a request that it authorizes; it has authorization parameters. */
final class ConnectionParts {
    private ConnectionParts() {}

    private static CreateConnectionAuthRequestParameters auth(Connection connection) {
        return Check.present(connection.auth(), "the connection has parameters");
    }

    /** Adds its headers and parameters. Returns the body with what it puts in there. */
    static byte[] add(Connection connection, HttpRequestParts parts, byte[] body) {
        ConnectionHttpParameters own = auth(connection).invocationHttpParameters();
        if (own == null) {
            return body;
        }
        own.headerParameters().forEach(each -> parts.header(each.key(), each.value()));
        own.queryStringParameters().forEach(each -> parts.query(each.key(), each.value()));
        return with(body, own.bodyParameters());
    }

    /** Parameters become members of a JSON object; there is no room for them in anything else. */
    private static byte[] with(byte[] body, List<ConnectionBodyParameter> parameters) {
        if (parameters.isEmpty()) {
            return body;
        }
        JsonNode tree = Json.parse(body);
        if (!(tree instanceof ObjectNode object)) {
            return body;
        }
        parameters.forEach(parameter -> object.put(parameter.key(), parameter.value()));
        return Json.bytes(object);
    }

    /** Adds what authorizes the request. Returns what has to be fetched first, or null. */
    static OutsideCall.@Nullable Authorization authorize(
            Connection connection, HttpRequestParts parts) {
        CreateConnectionAuthRequestParameters auth = auth(connection);
        return switch (connection.type()) {
            case BASIC -> {
                parts.header("Authorization", basic(auth.basicAuthParameters()));
                yield null;
            }
            case API_KEY -> {
                parts.header(
                        auth.apiKeyAuthParameters().apiKeyName(),
                        auth.apiKeyAuthParameters().apiKeyValue());
                yield null;
            }
            case OAUTH_CLIENT_CREDENTIALS ->
                    new OutsideCall.Authorization.ClientCredentials(
                            connection.arn(), connection.revision(), TokenRequest.of(connection));
            case UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    private static String basic(CreateConnectionBasicAuthRequestParameters auth) {
        String pair = auth.username() + ":" + auth.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
