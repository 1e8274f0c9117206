package dev.antiphon.events.connection;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;

/**
 * Requests that a workflow makes to an endpoint of its own choice, with what a connection adds: the
 * secrets stay here. Whoever asked gets the answer, whatever its status.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html">Call
 *     HTTPS APIs in Step Functions workflows</a>
 */
final class HttpInvocation implements EventsTarget.Resource {
    /** What Step Functions names errors of a connection by. */
    private static final String ERRORS = "Events.ConnectionResource.";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Limits LIMITS = new Limits(64, Double.POSITIVE_INFINITY);

    @Override
    public String prefix() {
        return Content.HTTP_INVOKE + "/";
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        String arn = parameter(delivery, Content.HTTP_CONNECTION);
        Connection connection = Connection.find(tx.catalog(ConnectionTables.CONNECTIONS), arn);
        if (connection == null
                || !connection.key().account().equals(EventsTarget.sender(delivery))) {
            return Attempt.refused(
                    ERRORS + "ResourceNotFound", "The connection " + arn + " does not exist.");
        }
        if (connection.state().name() == ConnectionState.AUTHORIZING) {
            return Attempt.refused(
                    ERRORS + "AuthInProgress", "The connection " + arn + " is being authorized.");
        }
        if (connection.auth() == null || connection.state().name() != ConnectionState.AUTHORIZED) {
            return Attempt.refused(
                    ERRORS + "InvalidConnectionState",
                    "The connection " + arn + " is not authorized.");
        }
        return new Attempt.Outside(request(delivery, connection));
    }

    private static OutsideCall.Http request(Delivery delivery, Connection connection) {
        HttpRequestParts parts = new HttpRequestParts();
        delivery.content()
                .attributes()
                .forEach((name, value) ->
                        parts.header(name, new String(value.value(), StandardCharsets.UTF_8)));
        byte[] body = ConnectionParts.add(connection, parts, delivery.content().body());
        OutsideCall.Authorization token = ConnectionParts.authorize(connection, parts);
        return new OutsideCall.Http(
                parameter(delivery, Content.HTTP_METHOD),
                parts.url(parameter(delivery, Content.HTTP_URL)),
                parts.headers(),
                body,
                TIMEOUT,
                List.of(),
                token,
                null,
                true);
    }

    private static String parameter(Delivery delivery, String name) {
        return delivery.content().parameters().getOrDefault(name, "");
    }

    @Override
    public Limits limits(Tx tx, String target) {
        return LIMITS;
    }
}
