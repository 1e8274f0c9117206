package dev.antiphon.server;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import dev.antiphon.wire.http.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** What the server shows beside AWS's APIs. */
final class OwnPages {
    private OwnPages() {}

    static List<Page> of(
            HealthPages health, Metrics metrics, ServiceGauges gauges, MessagesPage messages) {
        return List.of(
                new Page("/_antiphon/health", page(health::antiphon)),
                new Page("/_localstack/health", page(health::localstack)),
                new Page("/_antiphon/metrics", page(() -> metrics(metrics, gauges))),
                new Page(MessagesPage.PATH, messages),
                new Page(MessagesPage.PATH + "/", messages));
    }

    private static HttpAnswer metrics(Metrics metrics, ServiceGauges gauges) {
        return new HttpAnswer(
                200,
                List.of(new Header("content-type", "text/plain; version=0.0.4; charset=utf-8")),
                metrics.scrape(gauges.read()).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHandler page(Supplier<HttpAnswer> content) {
        return (request, exchange) -> show(content, request, exchange);
    }

    /** Away from the event loop: nobody's messages wait while a page is put together. */
    private static void show(
            Supplier<HttpAnswer> content, HttpRequest request, HttpExchange exchange) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            exchange.answer(
                    new HttpAnswer(405, List.of(new Header("allow", "GET, HEAD")), new byte[0]));
            return;
        }
        Thread.startVirtualThread(() -> {
            HttpAnswer answer = content.get();
            exchange.lane().execute(() -> exchange.answer(answer));
        });
    }
}
