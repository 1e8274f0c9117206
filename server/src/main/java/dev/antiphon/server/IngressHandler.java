package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.ingress.AnswerHeaders;
import dev.antiphon.delivery.ingress.Ingress;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import dev.antiphon.wire.route.Scope;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Hands requests for addresses that services gave out to them. Such an address is a host name of
 * its own, {@code LABEL.KIND.…}, or for clients that cannot resolve these a path of the server:
 * {@code /_aws/KIND/LABEL/…}.
 */
final class IngressHandler implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(IngressHandler.class);

    private static final String ROOT = "/_aws/";

    /** What an address is called by its path, too. */
    private static final List<String> KINDS = List.of("lambda-url", "execute-api");

    private final List<Ingress> services;
    private final Catalogs catalogs;
    private final Authenticator authenticator;
    private final InstantSource clock;
    private final HttpHandler others;

    IngressHandler(
            List<Ingress> services,
            Catalogs catalogs,
            Authenticator authenticator,
            InstantSource clock,
            HttpHandler others) {
        this.services = services;
        this.catalogs = catalogs;
        this.authenticator = authenticator;
        this.clock = clock;
        this.others = others;
    }

    /** Where a request goes. */
    private record Place(String host, String path) {
        static Place of(HttpRequest request) {
            String host = withoutPort(request.header("host"));
            String path = request.path();
            if (path.startsWith(ROOT)) {
                for (String kind : KINDS) {
                    String prefix = ROOT + kind + "/";
                    if (path.startsWith(prefix)) {
                        int end = path.indexOf('/', prefix.length());
                        String label =
                                path.substring(prefix.length(), end < 0 ? path.length() : end);
                        return new Place(
                                label + "." + kind + "." + host,
                                end < 0 ? "/" : path.substring(end));
                    }
                }
            }
            return new Place(host, path);
        }
    }

    /** What an address is that was given out, and not chosen by an account. */
    private static boolean isGivenOut(String host) {
        return KINDS.stream().anyMatch(kind -> IngressRequest.label(host, kind) != null);
    }

    /**
     * Whether a request asks for an operation of a service. A domain name that an account has
     * chosen may be the one under which others call this server: what they have signed for a
     * service, or address to an operation, goes there and to nobody else.
     */
    private static boolean isForOperation(HttpRequest request) {
        String signed = Scope.of(request).service();
        return request.header("x-amz-target") != null
                || (signed != null && !signed.equals("execute-api"));
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        Place place = Place.of(request);
        if (!isGivenOut(place.host()) && isForOperation(request)) {
            others.handle(request, exchange);
            return;
        }
        for (Ingress service : services) {
            if (service.takes(catalogs, place.host())) {
                service.answer(catalogs, incoming(request, place))
                        .whenCompleteAsync(
                                (given, error) -> exchange.answer(answer(given, error)),
                                exchange.lane());
                return;
            }
        }
        others.handle(request, exchange);
    }

    private static HttpAnswer answer(@Nullable IngressAnswer given, @Nullable Throwable error) {
        if (error != null || given == null) {
            log.error("an answer could not be made", error);
            return failed();
        }
        List<OutsideCall.Header> headers = AnswerHeaders.sendable(given.headers());
        if (headers == null || given.status() < 200) {
            return failed();
        }
        return new HttpAnswer(
                given.status(),
                headers.stream().map(header -> new Header(header.name(), header.value())).toList(),
                given.body());
    }

    private static HttpAnswer failed() {
        return JsonAnswer.of(
                500, json -> json.writeStringField("message", "Internal Server Error"));
    }

    private IngressRequest incoming(HttpRequest request, Place place) {
        String requestId = UUID.randomUUID().toString();
        return new IngressRequest(
                request.method(),
                place.host(),
                place.path(),
                request.query(),
                request.headers().stream()
                        .map(header -> new OutsideCall.Header(header.name(), header.value()))
                        .toList(),
                request.body(),
                address(request.remote()),
                request.scheme().equals("https"),
                clock.instant(),
                requestId,
                service -> signer(request, service, requestId));
    }

    private static String withoutPort(@Nullable String header) {
        String host = header == null ? "localhost" : header.toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        return port < 0 || host.endsWith("]") ? host : host.substring(0, port);
    }

    /** Without the port. */
    private static String address(String remote) {
        int port = remote.lastIndexOf(':');
        return port < 0 || (remote.indexOf(':') != port && !remote.contains("]"))
                ? remote
                : remote.substring(0, port);
    }

    /** A signature for another service is none, whether anybody verifies it or not. */
    private Caller signer(HttpRequest request, String service, String requestId) {
        Scope claimed = Scope.of(request);
        String region = claimed.region();
        if (!service.equals(claimed.service()) || region == null) {
            throw AwsException.sender("AccessDeniedException", 403, "Forbidden");
        }
        Authenticator.Signer signer = authenticator.verify(request, service);
        return new Caller(
                signer == null ? claimed.account() : signer.account(),
                signer == null ? region : signer.region(),
                signer == null ? claimed.accessKeyId() : signer.accessKeyId(),
                "",
                requestId,
                request.header("x-amzn-trace-id"));
    }
}
