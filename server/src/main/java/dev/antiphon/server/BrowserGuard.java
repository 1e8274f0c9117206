package dev.antiphon.server;

import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Keeps foreign web pages out where everybody is trusted who reaches this machine: a page of any
 * site can make the browser of whoever looks at it send requests to this machine. Browsers say
 * where a request comes from ({@code Origin}, {@code Sec-Fetch-Site}), and no page can make them
 * keep silent; programs do not send these headers. Pages that this machine serves itself may call.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class BrowserGuard implements HttpHandler {
    private final HttpHandler handler;

    BrowserGuard(HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        String origin = request.header("origin");
        boolean foreign =
                origin == null
                        ? "cross-site".equals(request.header("sec-fetch-site"))
                        : !ofThisMachine(origin);
        if (foreign) {
            exchange.answer(
                    JsonAnswer.of(
                            403,
                            json ->
                                    json.writeStringField(
                                            "message",
                                            "Pages of other sites may not ask for what needs no"
                                                    + " signature.")));
        } else {
            handler.handle(request, exchange);
        }
    }

    /** Whether a page came from here, under a name that nobody else's name server can give out. */
    private static boolean ofThisMachine(String origin) {
        try {
            String host = new URI(origin).getHost();
            if (host == null) {
                return false;
            }
            String name = host.toLowerCase(Locale.ROOT);
            return name.equals("localhost")
                    || name.endsWith(".localhost")
                    || name.equals("[::1]")
                    || name.matches("127(\\.[0-9]{1,3}){3}");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
