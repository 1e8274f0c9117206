package dev.antiphon.events.connection;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.events.ModelJson;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.HttpParameters;

/**
 * The request that an API destination gets for an event
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html). First come
 * the headers that EventBridge sends by itself, then the parameters of the rule's target, then
 * those of the connection, and last what authorizes it: later ones take precedence. {@code
 * Connection: close}, which AWS also names, is not sent: connections are used again.
 */
final class ApiDestinationRequest {
    static final String USER_AGENT = "Amazon/EventBridge/ApiDestinations";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** After 401 and 407 the next attempt comes with a new token. */
    private static final List<Integer> RETRIED = List.of(401, 407, 409, 429);

    private ApiDestinationRequest() {}

    /**
     * @param connection one with authorization parameters
     */
    static OutsideCall.Http of(ApiDestination destination, Connection connection, Content content) {
        HttpParameters ofTarget = parameters(content);
        HttpRequestParts parts = new HttpRequestParts();
        parts.header("User-Agent", USER_AGENT);
        parts.header("Content-Type", "application/json; charset=utf-8");
        parts.header("Range", "bytes=0-1048575");
        parts.header("Accept-Encoding", "gzip,deflate");
        if (ofTarget != null) {
            ofTarget.headerParameters().forEach(parts::header);
            ofTarget.queryStringParameters().forEach(parts::query);
        }
        byte[] body = ConnectionParts.add(connection, parts, content.body());
        OutsideCall.Authorization token = ConnectionParts.authorize(connection, parts);
        return new OutsideCall.Http(
                destination.method().toString(),
                parts.url(path(destination.endpoint(), ofTarget)),
                parts.headers(),
                body,
                TIMEOUT,
                RETRIED,
                token);
    }

    private static @Nullable HttpParameters parameters(Content content) {
        String json = content.parameters().get(EventsTarget.HTTP_PARAMETERS);
        return json == null ? null : ModelJson.read(HttpParameters.builder(), json).build();
    }

    /** The endpoint with its {@code *} replaced, one after the other. */
    private static String path(String endpoint, @Nullable HttpParameters parameters) {
        String rest = endpoint;
        StringBuilder path = new StringBuilder();
        if (parameters != null) {
            for (String value : parameters.pathParameterValues()) {
                int star = rest.indexOf('*');
                if (star < 0) {
                    break;
                }
                path.append(rest, 0, star).append(HttpRequestParts.encoded(value));
                rest = rest.substring(star + 1);
            }
        }
        return path + rest;
    }
}
