package dev.antiphon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that come in pieces. */
@Timeout(60)
class PiecesTest {
    private final Tap tap = new Tap();

    private final HttpHandler handler =
            (request, exchange) ->
                    exchange.answer(
                            request.path().equals("/whole")
                                    ? Edge.text(200, "whole")
                                    : new HttpAnswer(
                                            request.path().equals("/none") ? 204 : 200,
                                            List.of(
                                                    new Header("Set-Cookie", "a=1"),
                                                    new Header("Set-Cookie", "b=2")),
                                            "begin ".getBytes(StandardCharsets.UTF_8),
                                            tap));

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_piece_is_with_the_client_before_the_next_one_is_made(HttpClient.Version version)
            throws Exception {
        try (Edge edge = Edge.start(handler);
                HttpClient client = HttpClient.newBuilder().version(version).build()) {
            HttpResponse<InputStream> answer = get(client, edge, "/");
            InputStream body = answer.body();
            assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
            assertThat(text(body, 6)).isEqualTo("begin ");

            tap.send("first ");
            assertThat(text(body, 6)).isEqualTo("first ");
            tap.send("");
            tap.send("last");
            assertThat(text(body, 4)).isEqualTo("last");
            tap.end();
            assertThat(body.read()).isEqualTo(-1);

            // The connection is as good as before.
            assertThat(text(get(client, edge, "/whole").body(), 5)).isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void an_answer_whose_rest_does_not_come_is_seen_to_be_broken(HttpClient.Version version)
            throws Exception {
        try (Edge edge = Edge.start(handler);
                HttpClient client = HttpClient.newBuilder().version(version).build()) {
            InputStream body = get(client, edge, "/").body();
            tap.send("first ");
            assertThat(text(body, 12)).isEqualTo("begin first ");

            tap.fail();
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_client_who_does_not_read_holds_up_who_makes_the_pieces() throws Exception {
        byte[] piece = new byte[1 << 20];
        try (Edge edge = Edge.start(handler)) {
            try (RawClient _ = edge.connect().head("GET / HTTP/1.1", "Host: a")) {
                // The kernel takes some, on both sides.
                int taken = 0;
                while (taken < 64 && wantedSoon()) {
                    tap.send(piece);
                    taken++;
                }
                assertThat(taken).isLessThan(64);
            }
            Edge.await("the pieces are not wanted any more", tap::cancelled);
        }
    }

    private boolean wantedSoon() {
        long until = System.nanoTime() + 500_000_000;
        while (!tap.wanted() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return tap.wanted();
    }

    @Test
    void who_makes_the_pieces_is_told_when_the_client_has_gone() throws Exception {
        try (Edge edge = Edge.start(handler)) {
            try (RawClient client = edge.connect().head("GET / HTTP/1.1", "Host: a")) {
                assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
                Edge.await("a piece is wanted", tap::wanted);
            }
            Edge.await("it is not wanted any more", tap::cancelled);
        }
    }

    @Test
    void a_head_has_no_pieces() throws Exception {
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect().head("HEAD / HTTP/1.1", "Host: a")) {
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            Edge.await("nobody wants the rest", tap::cancelled);
        }
    }

    @Test
    void an_answer_without_content_has_no_pieces() throws Exception {
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect().head("GET /none HTTP/1.1", "Host: a")) {
            assertThat(client.line()).isEqualTo("HTTP/1.1 204 No Content");
            Edge.await("nobody wants the rest", tap::cancelled);
        }
    }

    private static HttpResponse<InputStream> get(HttpClient client, Edge edge, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(edge.uri(path)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String text(InputStream body, int length) throws IOException {
        return new String(body.readNBytes(length), StandardCharsets.UTF_8);
    }
}
