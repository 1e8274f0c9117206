package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.http.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs may call a server without signatures, and so may its own machine's pages. */
class BrowserGuardTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                                 |            | 200
                    null                         | cross-site | 403
                    http://localhost:3000        | same-site  | 200
                    http://shop.localhost        |            | 200
                    http://127.0.0.1:4566        |            | 200
                    http://127.9.0.1             |            | 200
                    http://[::1]:80              |            | 200
                    https://example.com          | cross-site | 403
                    http://example.com           |            | 403
                    http://localhost.example.com |            | 403
                    http://127.0.0.1.example.com |            | 403
                    http://192.168.0.7           |            | 403
                    file://                      |            | 403
                    a b                          |            | 403
                                                 | cross-site | 403
                                                 | none       | 200
                                                 | same-origin | 200
                    """)
    void a_page_of_another_site_may_not_call(
            @Nullable String origin, @Nullable String site, int status) {
        List<Header> headers = new ArrayList<>();
        if (origin != null) {
            headers.add(new Header("origin", origin));
        }
        if (site != null) {
            headers.add(new Header("sec-fetch-site", site));
        }
        List<HttpAnswer> answers = new ArrayList<>();

        new BrowserGuard((_, exchange) ->
                exchange.answer(new HttpAnswer(200, List.of(), new byte[0])))
                .handle(request(headers), exchange(answers));

        assertThat(answers).singleElement().extracting(HttpAnswer::status).isEqualTo(status);
    }

    private static HttpRequest request(List<Header> headers) {
        return new HttpRequest("GET", "/", "", headers, new byte[0], "http", "127.0.0.1:1");
    }

    private static HttpExchange exchange(List<HttpAnswer> answers) {
        return new HttpExchange() {
            @Override
            public Executor lane() {
                return Runnable::run;
            }

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void answer(HttpAnswer answer, Runnable taken) {
                answers.add(answer);
                taken.run();
            }
        };
    }
}
