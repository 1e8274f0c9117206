package dev.antiphon.delivery.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.OutsideCall.Header;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAnswerTest {
    private static @Nullable IngressAnswer of(String returned) {
        return ProxyAnswer.of(returned.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(@Nullable IngressAnswer answer) {
        return answer == null
                ? "nothing"
                : answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"statusCode": 201, "body": "made"}                          | 201 made
                    {"statusCode": "404"}                                        | 404
                    {"statusCode": 200, "body": {"a": [1]}}                      | 200 {"a":[1]}
                    {"statusCode": 200, "body": "aGk=", "isBase64Encoded": true} | 200 hi
                    {"body": "no status: all of it is the body"}                 | 200 {"body": "no status: all of it is the body"}
                    "text"                                                       | 200 text
                    [1, 2]                                                       | 200 [1, 2]
                    {"statusCode": 99}                                           | nothing
                    {"statusCode": 100}                                          | nothing
                    {"statusCode": 101, "body": "switched"}                      | nothing
                    {"statusCode": 600}                                          | nothing
                    {"statusCode": 200, "body": "a", "isBase64Encoded": true}    | nothing
                    {"statusCode": 200                                           | nothing
                    """)
    void what_a_function_returns_means_an_answer(String returned, String answer) {
        assertThat(shown(of(returned)).strip()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Content-Length",
                "keep-alive",
                "proxy-connection",
                "TE",
                "trailer",
                "Transfer-Encoding",
                "upgrade"
            })
    void what_only_the_server_says_of_the_connection_is_left_out(String name) {
        IngressAnswer answer =
                Objects.requireNonNull(
                        of(
                                "{\"statusCode\":200,\"headers\":{\""
                                        + name
                                        + "\":\"2\",\"x-a\":\"b\"}}"));

        assertThat(answer.headers())
                .containsExactly(
                        new Header("x-a", "b"), new Header("content-type", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x-a\":\"b\\r\\nset-cookie: c\"",
                "\"x-a\":\"b\\nc\"",
                "\"x-a\":\"b\\u0000\"",
                "\"x a\":\"b\"",
                "\"x-a\\n\":\"b\"",
                "\"\":\"b\""
            })
    void a_header_that_is_none_of_http_makes_the_answer_none(String header) {
        assertThat(of("{\"statusCode\":200,\"headers\":{" + header + "}}")).isNull();
    }

    @Test
    void headers_are_bounded_in_all() {
        String largest = "{\"statusCode\":200,\"headers\":{\"content-type\":\"t\",\"x\":\"%s\"}}";

        assertThat(of(largest.formatted("v".repeat(10_240 - 14)))).isNotNull();
        assertThat(of(largest.formatted("v".repeat(10_240 - 13)))).isNull();
    }

    @Test
    void cookies_are_headers_of_their_own() {
        IngressAnswer answer =
                Objects.requireNonNull(of("{\"statusCode\":200,\"cookies\":[\"a=1\",\"b=2\"]}"));

        assertThat(answer.headers())
                .contains(new Header("set-cookie", "a=1"), new Header("set-cookie", "b=2"));
    }
}
