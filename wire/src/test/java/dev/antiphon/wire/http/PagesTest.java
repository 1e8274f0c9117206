package dev.antiphon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PagesTest {
    @Test
    void pages_stand_in_front_of_the_apis() throws Exception {
        HttpHandler handler =
                new Pages(
                        List.of(page("/_antiphon/health"), page("/_aws/sqs/")),
                        (_, exchange) -> exchange.answer(Edge.text(200, "AWS")));
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            assertThat(shown(client, "/_antiphon/health")).isEqualTo("/_antiphon/health");
            assertThat(shown(client, "/_antiphon/health?x")).isEqualTo("/_antiphon/health");
            assertThat(shown(client, "/_antiphon/healthy")).isEqualTo("AWS");
            assertThat(shown(client, "/_aws/sqs/messages?QueueUrl=a")).isEqualTo("/_aws/sqs/");
            assertThat(shown(client, "/_aws/sqs")).isEqualTo("AWS");
            assertThat(shown(client, "/")).isEqualTo("AWS");
        }
    }

    @Test
    void the_path_of_a_page_starts_with_a_slash() {
        assertThatThrownBy(() -> page("health")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String shown(RawClient client, String target) throws Exception {
        return client.head("GET " + target + " HTTP/1.1", "Host: a").read().body();
    }

    private static Page page(String path) {
        return new Page(path, (_, exchange) -> exchange.answer(Edge.text(200, path)));
    }
}
