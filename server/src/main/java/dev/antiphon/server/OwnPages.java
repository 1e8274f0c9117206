package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.lambda.function.CodeLocation;
import dev.antiphon.service.Gauge;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import dev.antiphon.wire.http.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server shows beside AWS's APIs. */
final class OwnPages {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPages.class);

    private OwnPages() {}

    static List<Page> of(
            HealthPages health,
            Metrics metrics,
            Authenticator authenticator,
            Supplier<List<Gauge>> gauges,
            DeliveriesPage deliveries,
            EventsPage events,
            SnsPages sns,
            MessagesPage messages,
            TriggerPage trigger,
            CodePage code) {
        return List.of(
                new Page("/_antiphon/health", page(health::antiphon)),
                new Page("/_localstack/health", page(health::localstack)),
                new Page(
                        "/_antiphon/metrics",
                        guarded(authenticator, page(() -> metrics(metrics, gauges)))),
                new Page(
                        DeliveriesPage.PATH,
                        guarded(authenticator, page(request -> deliveries.show(request.query())))),
                new Page(
                        EventsPage.PATH,
                        guarded(authenticator, page(request -> events.show(request.path())))),
                new Page(SnsPages.CERTIFICATES, changeable(sns::show)),
                new Page(SnsPages.ALL, changeable(sns::show)),
                new Page(MessagesPage.PATH, messages),
                new Page(MessagesPage.PATH + "/", messages),
                new Page(TriggerPage.PATH, trigger),
                new Page(CodeLocation.PATH, page(code::show)));
    }

    private static HttpAnswer metrics(Metrics metrics, Supplier<List<Gauge>> gauges) {
        return new HttpAnswer(
                200,
                List.of(new Header("content-type", "text/plain; version=0.0.4; charset=utf-8")),
                metrics.scrape(gauges.get()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * For whoever is on this machine, since scrapers do not sign, and otherwise for who may call. A
     * browser on this machine is not to ask for a page of another site.
     */
    private static HttpHandler guarded(Authenticator authenticator, HttpHandler page) {
        return new BrowserGuard((request, exchange) -> {
            if (!loopback(request.remote())) {
                try {
                    authenticator.verify(request, "sqs");
                } catch (AwsException e) {
                    exchange.answer(new HttpAnswer(e.status(), List.of(), new byte[0]));
                    return;
                }
            }
            page.handle(request, exchange);
        });
    }

    private static boolean loopback(String remote) {
        return remote.startsWith("127.")
                || remote.startsWith("[::1]")
                || remote.startsWith("0:0:0:0:0:0:0:1");
    }

    private static HttpHandler page(Supplier<HttpAnswer> content) {
        return page(any -> content.get());
    }

    private static HttpHandler page(Function<HttpRequest, HttpAnswer> content) {
        HttpHandler shown = changeable(content);
        return (request, exchange) -> {
            if (request.method().equals("GET") || request.method().equals("HEAD")) {
                shown.handle(request, exchange);
            } else {
                exchange.answer(
                        new HttpAnswer(
                                405, List.of(new Header("allow", "GET, HEAD")), new byte[0]));
            }
        };
    }

    /** A page that answers for itself which methods it has. */
    private static HttpHandler changeable(Function<HttpRequest, HttpAnswer> content) {
        return (request, exchange) -> show(content, request, exchange);
    }

    /** Away from the event loop: nobody's messages wait while a page is put together. */
    private static void show(
            Function<HttpRequest, HttpAnswer> content, HttpRequest request, HttpExchange exchange) {
        Thread.startVirtualThread(() -> {
            HttpAnswer answer = put(content, request);
            exchange.lane().execute(() -> exchange.answer(answer));
        });
    }

    private static HttpAnswer put(Function<HttpRequest, HttpAnswer> content, HttpRequest request) {
        try {
            return content.apply(request);
        } catch (AwsException e) {
            return JsonAnswer.of(e);
        } catch (RuntimeException e) {
            LOG.error("a page could not be put together", e);
            return new HttpAnswer(500, List.of(), new byte[0]);
        }
    }
}
