package dev.antiphon.delivery.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tags ask for, and the keys that expressions find. */
class IdempotencyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Idempotency tagged(String key) {
        return Objects.requireNonNull(Idempotency.of(Map.of(Idempotency.KEY, key)));
    }

    private static @Nullable String key(String expression, String event)
            throws JsonProcessingException {
        JsonNode tree = JSON.readTree(event);
        return tagged(expression).key().in(tree, "scope");
    }

    @Test
    void a_success_is_remembered_for_an_hour_unless_tags_say_otherwise() {
        assertThat(tagged("id").window()).isEqualTo(Duration.ofHours(1));
        assertThat(tagged("id").required()).isFalse();
        assertThat(
                        Idempotency.of(
                                Map.of(
                                        Idempotency.KEY,
                                        "id",
                                        Idempotency.WINDOW,
                                        "60",
                                        Idempotency.REQUIRED,
                                        "true")))
                .satisfies(asked -> {
                    assertThat(asked.window()).isEqualTo(Duration.ofMinutes(1));
                    assertThat(asked.required()).isTrue();
                });
        assertThat(Idempotency.of(Map.of("team", "kitchen"))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    antiphon:idempotency-key      | detail.                    | is not a valid JMESPath expression
                    antiphon:idempotency-key      | detail[                    | is not a valid JMESPath expression
                    antiphon:idempotency-key      | ''                         | is not a valid JMESPath expression
                    antiphon:idempotency-key      | nonesuch(id)               | is not a valid JMESPath expression
                    antiphon:idempotency-key      | base64:%                   | is not Base64
                    antiphon:idempotency-key      | [a,b,c,d,e,f,g,h]          | more than 6 commas
                    antiphon:idempotency-window   | 0                          | must be a number of seconds from 1
                    antiphon:idempotency-window   | 1h                         | must be a number of seconds from 1
                    antiphon:idempotency-window   | 31536001                   | must be a number of seconds from 1
                    antiphon:idempotency-required | yes                        | must be true or false
                    antiphon:idempotency-wnidow   | 60                         | There is no tag antiphon:idempotency-wnidow
                    """)
    void tags_that_ask_for_what_cannot_be_had_are_refused(String tag, String value, String text) {
        assertThatExceptionOfType(InvalidIdempotencyException.class)
                .isThrownBy(() -> Idempotency.check(Map.of(tag, value)))
                .satisfies(e -> assertThat(e.reason()).contains(text));
        assertThat(Idempotency.of(Map.of(tag, value))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    id                              | {"id":1}                                     | {"id":1,"at":2}
                    detail.metadata.idempotency-key | {"detail":{"metadata":{"idempotency-key":1}}} | {"detail":{"metadata":{"idempotency-key":1}},"x":0}
                    detail."order-id"               | {"detail":{"order-id":"a"}}                  | {"detail":{"order-id":"a"},"x":0}
                    [a, b]                          | {"a":1,"b":2}                                | {"b":2,"a":1}
                    @                               | {"a":1,"b":{"c":1,"d":2}}                    | {"b":{"d":2,"c":1},"a":1}
                    @                               | "text"                                       | "text"
                    items[?main].id                 | {"items":[{"id":1,"main":true},{"id":2}]}    | {"items":[{"id":1,"main":true}]}
                    """)
    void the_same_key_is_found_in_different_events(String expression, String one, String other)
            throws JsonProcessingException {
        assertThat(key(expression, one)).isNotNull().isEqualTo(key(expression, other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    id     | {"id":1}      | {"id":2}
                    id     | {"id":1}      | {"id":"1"}
                    id     | {"id":false}  | {"id":0}
                    [a, b] | {"a":1}       | {"b":1}
                    """)
    void different_keys_are_told_apart(String expression, String one, String other)
            throws JsonProcessingException {
        assertThat(key(expression, one)).isNotNull().isNotEqualTo(key(expression, other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    id             | {}
                    id             | {"id":null}
                    id             | {"id":""}
                    id             | {"id":[]}
                    id             | {"id":{}}
                    [a, b]         | {"c":1}
                    id             | "a text"
                    length(id)     | {"id":7}
                    """)
    void what_tells_nobody_apart_is_no_key(String expression, String event)
            throws JsonProcessingException {
        assertThat(key(expression, event)).isNull();
    }

    @Test
    void expressions_that_tags_cannot_hold_are_given_in_base64() throws JsonProcessingException {
        String encoded =
                Base64.getEncoder().encodeToString("[a, b]".getBytes(StandardCharsets.UTF_8));

        assertThat(key("base64:" + encoded, "{\"a\":1,\"b\":2}"))
                .isEqualTo(key("[a, b]", "{\"a\":1,\"b\":2}"));
    }

    @Test
    void keys_of_other_scopes_and_expressions_are_others() throws JsonProcessingException {
        JsonNode event = JSON.readTree("{\"a\":1,\"b\":1}");

        assertThat(tagged("a").key().in(event, "scope"))
                .isNotEqualTo(tagged("a").key().in(event, "other"))
                .isNotEqualTo(tagged("b").key().in(event, "scope"));
    }

    @Test
    void an_expression_that_doubles_what_it_finds_stays_within_bounds()
            throws JsonProcessingException {
        String event = "[" + "1,".repeat(20_000) + "1]";

        assertThat(key("[@,@][]|[@,@][]|[@,@][]|[@,@][]|[@,@][]|[@,@][]", event)).isNotNull();
    }
}
