package dev.antiphon.wire.route;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.model.ServiceModel;
import dev.antiphon.wire.protocol.Protocol;
import dev.antiphon.wire.route.Routed.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What AWS answers when it cannot tell which operation is meant. */
public final class Refusals {
    private static final byte[] UNKNOWN =
            "<UnknownOperationException/>\n".getBytes(StandardCharsets.UTF_8);

    private Refusals() {}

    /** The request names no operation at all: AWS's front answers before any protocol does. */
    static Refusal nothing() {
        return new Refusal(requestId ->
                new HttpAnswer(404, List.of(new Header("x-amzn-RequestId", requestId)), UNKNOWN));
    }

    /** The service has no operation of that name. */
    static Refusal unknown(Protocol protocol, ServiceModel service, int status) {
        return refuse(
                protocol, service, AwsException.sender("UnknownOperationException", status, ""));
    }

    /** The {@code Action} is none of the service's, or none that is taken at this URL. */
    static Refusal action(Protocol protocol, ServiceModel service, String action) {
        String text =
                service.validation().equals("sqs") || service.name().isEmpty()
                        ? "The action " + action + " is not valid for this endpoint."
                        : "Could not find operation "
                                + action
                                + " for version "
                                + service.apiVersion();
        return refuse(protocol, service, AwsException.sender("InvalidAction", text));
    }

    static Refusal refuse(Protocol protocol, ServiceModel service, AwsException error) {
        return new Refusal(requestId -> protocol.error(service, error, requestId));
    }

    /** AWS has the operation and we have not. */
    public static AwsException notBuilt(ServiceModel service, String operation) {
        return AwsException.receiver(
                "NotImplemented",
                501,
                "The operation "
                        + operation
                        + " of the service "
                        + service.name()
                        + " is not built into Antiphon yet.");
    }
}
