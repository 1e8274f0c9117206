package dev.antiphon.wire;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.wire.Authenticator.Signer;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import dev.antiphon.wire.model.ServiceModel;
import dev.antiphon.wire.protocol.Protocol;
import dev.antiphon.wire.route.Refusals;
import dev.antiphon.wire.route.Routed.Refusal;
import dev.antiphon.wire.route.Routed.Route;
import dev.antiphon.wire.route.Router;
import dev.antiphon.wire.validate.Validation;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The way of a request: routed, authenticated, decoded, validated, called, and its answer encoded.
 * Whatever a client sends, it ends in an answer.
 */
public final class Front implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Router router;
    private final Backend backend;
    private final Authenticator authenticator;

    /**
     * @param services the names of the services whose tables are to be loaded, such as {@code sqs}
     */
    public Front(Collection<String> services, Backend backend, Authenticator authenticator) {
        this.router = new Router(services);
        this.backend = backend;
        this.authenticator = authenticator;
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        String requestId = RequestIds.next();
        Protocol protocol = Protocol.QUERY;
        ServiceModel service = ServiceModel.NONE;
        try {
            switch (router.route(request)) {
                case Refusal refusal -> exchange.answer(refusal.answer().apply(requestId));
                case Route route -> {
                    protocol = route.protocol();
                    service = route.operation().service();
                    backend.call(call(request, route, requestId, exchange));
                }
            }
        } catch (AwsException e) {
            exchange.answer(protocol.error(service, e, requestId));
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, e);
            exchange.answer(protocol.error(service, internalFailure(), requestId));
        }
    }

    private WireCall call(
            HttpRequest request, Route route, String requestId, HttpExchange exchange) {
        OperationShapes operation = route.operation();
        ServiceModel service = operation.service();
        Signer signer =
                unsigned(request) && service.unsignedOperations().contains(operation.model().name())
                        ? null
                        : authenticator.verify(request, service.signingName());
        if (!backend.serves(service.name(), operation.model().name())) {
            throw Refusals.notBuilt(service, operation.model().name());
        }
        SdkPojo input = route.protocol().decode(operation, route.input());
        Validation.of(service.validation()).check(operation, input);
        Caller caller =
                new Caller(
                        signer == null ? route.account() : signer.account(),
                        signer == null ? route.region() : signer.region(),
                        signer == null ? route.accessKeyId() : signer.accessKeyId(),
                        Router.endpoint(request),
                        requestId,
                        request.header("x-amzn-trace-id"));
        return new HttpCall(route, input, caller, request.body().length, exchange);
    }

    /** Whether a request does not even claim to be signed. */
    private static boolean unsigned(HttpRequest request) {
        return request.header("authorization") == null
                && !request.query().contains("X-Amz-Signature=")
                && !request.query().contains("X-Amz-Algorithm=");
    }

    static AwsException internalFailure() {
        return AwsException.receiver(
                "InternalFailure",
                500,
                "The request processing has failed because of an unknown error, exception or"
                        + " failure.");
    }
}
