package dev.antiphon.events.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Check;
import dev.antiphon.events.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHttpParameters;
import software.amazon.awssdk.services.eventbridge.model.ConnectionOAuthHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionOAuthRequestParameters;

/**
 * The request that makes a token of a connection's client credentials. They go in the query of a
 * GET, and otherwise in a form or, where the connection's headers say that this is its content
 * type, in a JSON object. {@code grant_type} is there also where the connection does not name it:
 * no authorization endpoint could do without (RFC 6749, section 4.4.2).
 */
final class TokenRequest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private TokenRequest() {}

    /**
     * @param connection one with client credentials
     */
    static OutsideCall.Http of(Connection connection) {
        CreateConnectionOAuthRequestParameters oauth =
                Check.present(
                        Check.present(connection.auth(), "it has parameters").oAuthParameters(),
                        "a connection of this type has OAuth parameters");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", oauth.clientParameters().clientID());
        form.put("client_secret", oauth.clientParameters().clientSecret());
        HttpRequestParts parts = new HttpRequestParts();
        parts.header("User-Agent", ApiDestinationRequest.USER_AGENT);
        parts.header("Accept", "application/json");
        parts.header("Content-Type", "application/x-www-form-urlencoded");
        ConnectionHttpParameters more = oauth.oAuthHttpParameters();
        if (more != null) {
            more.headerParameters().forEach(each -> parts.header(each.key(), each.value()));
            more.queryStringParameters().forEach(each -> parts.query(each.key(), each.value()));
            more.bodyParameters().forEach(each -> form.put(each.key(), each.value()));
        }
        byte[] body = new byte[0];
        if (oauth.httpMethod() == ConnectionOAuthHttpMethod.GET) {
            form.forEach(parts::query);
        } else {
            body = body(form, parts.header("Content-Type")).getBytes(StandardCharsets.UTF_8);
        }
        return new OutsideCall.Http(
                oauth.httpMethodAsString(),
                parts.url(oauth.authorizationEndpoint()),
                parts.headers(),
                body,
                TIMEOUT,
                List.of());
    }

    private static String body(Map<String, String> form, String contentType) {
        if (!contentType.toLowerCase(Locale.ROOT).contains("json")) {
            return HttpRequestParts.form(form);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        form.forEach(object::put);
        return Json.text(object);
    }
}
