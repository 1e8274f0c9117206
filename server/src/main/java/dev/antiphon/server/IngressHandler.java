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
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /** What the paths of the server's own pages begin with, wherever it is asked for them. */
    private static final List<String> OWN_PAGES = List.of("/_antiphon/", "/_localstack/", ROOT);

    /**
     * What the bodies of requests that wait for their answers may take: each is there some times
     * over while it becomes an event.
     */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 8;

    /** Less than what the edge lets lie with clients before it parts from some. */
    private static final long WITH_CLIENTS = Math.min(128 << 20, ROOM);

    private final AtomicLong waiting = new AtomicLong();
    private final LargeAnswers answers = new LargeAnswers(WITH_CLIENTS, ROOM);
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
            return of(withoutPort(request.header("host")), request.path());
        }

        static Place of(String host, String path) {
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
     * Whether a request asks for an operation of a service, or for a page of the server's own. A
     * domain name that an account has chosen may be the one under which others call this server:
     * what they have signed for a service, or address to an operation, goes there and to nobody
     * else.
     */
    private static boolean isForServer(HttpRequest request) {
        String signed = Scope.of(request).service();
        return request.header("x-amz-target") != null
                || (signed != null && !signed.equals("execute-api"))
                || OWN_PAGES.stream().anyMatch(request.path()::startsWith);
    }

    @Override
    public boolean takesVerbatim(String host, String path) {
        String addressed = Place.of(host, path).host();
        return services.stream().anyMatch(service -> service.takes(catalogs, addressed));
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        Place place = Place.of(request);
        for (Ingress service : services) {
            if (service.takes(catalogs, place.host())) {
                if (!isGivenOut(place.host()) && isForServer(request)) {
                    break;
                }
                answer(service, incoming(request, place), exchange);
                return;
            }
        }
        others.handle(request, exchange);
    }

    private void answer(Ingress service, IngressRequest request, HttpExchange exchange) {
        int size = request.body().length;
        if (waiting.addAndGet(size) > ROOM) {
            waiting.addAndGet(-size);
            exchange.answer(message(503, "Service Unavailable"));
            return;
        }
        begun(service, request)
                .whenComplete((given, error) -> {
                    waiting.addAndGet(-size);
                    answers.give(
                            exchange, answer(given, error), message(503, "Service Unavailable"));
                });
    }

    /** One that throws has failed, and is over. */
    private CompletionStage<IngressAnswer> begun(Ingress service, IngressRequest request) {
        try {
            return service.answer(catalogs, request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static HttpAnswer message(int status, String message) {
        return JsonAnswer.of(status, json -> json.writeStringField("message", message));
    }

    private static HttpAnswer answer(@Nullable IngressAnswer given, @Nullable Throwable error) {
        if (error != null || given == null) {
            log.error("an answer could not be made", error);
            return message(500, "Internal Server Error");
        }
        List<OutsideCall.Header> headers = AnswerHeaders.sendable(given.headers());
        if (headers == null || given.status() < 200) {
            return message(500, "Internal Server Error");
        }
        return new HttpAnswer(
                given.status(),
                headers.stream().map(header -> new Header(header.name(), header.value())).toList(),
                given.body(),
                given.rest());
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
