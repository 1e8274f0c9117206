package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpRequest;
import java.util.List;

/** The server's own pages in front of AWS's APIs. The first page that has the path is shown. */
public final class Pages implements HttpHandler {
    private final List<Page> pages;
    private final HttpHandler others;

    /**
     * @param others takes the requests that are for no page
     */
    public Pages(List<Page> pages, HttpHandler others) {
        this.pages = List.copyOf(pages);
        this.others = others;
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        // AWS's paths never begin with an underscore, except in bucket and queue names, which
        // have no dash after it; so nearly every request takes one comparison here.
        if (request.path().startsWith("/_")) {
            for (Page page : pages) {
                if (page.shows(request.path())) {
                    page.handler().handle(request, exchange);
                    return;
                }
            }
        }
        others.handle(request, exchange);
    }
}
