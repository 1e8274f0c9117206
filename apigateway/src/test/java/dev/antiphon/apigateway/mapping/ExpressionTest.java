package dev.antiphon.apigateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions say of a request. */
class ExpressionTest {
    private static final Values REQUEST =
            new Values() {
                @Override
                public @Nullable String header(String name) {
                    return name.equalsIgnoreCase("x-id") ? "h" : null;
                }

                @Override
                public @Nullable String queryParameter(String name) {
                    return name.equals("q") ? "1,2" : null;
                }

                @Override
                public String path() {
                    return "/pets/7";
                }

                @Override
                public @Nullable String pathParameter(String name) {
                    return name.equals("id") ? "7" : null;
                }

                @Override
                public byte[] body() {
                    return """
                    {"id": 5, "name": "a \\"b\\"", "none": null, "yes": true,
                     "detail-type": "t", "order": {"items": [{"sku": "x"}, [1, 2]]}}\
                    """
                            .getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public @Nullable String context(String name) {
                    return name.equals("requestId") ? "r" : null;
                }

                @Override
                public @Nullable String stageVariable(String name) {
                    return Map.of("bus", "b").get(name);
                }
            };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "(none)",
            quoteCharacter = '`',
            textBlock =
                    """
                    text                                  | text
                    $request.header.X-Id                  | h
                    $request.header.other                 | (none)
                    $request.querystring.q                | 1,2
                    $request.path                         | /pets/7
                    $request.path.id                      | 7
                    $request.body.id                      | 5
                    $request.body.name                    | a "b"
                    $request.body.none                    | (none)
                    $request.body.yes                     | true
                    $request.body.detail-type             | t
                    $request.body['detail-type']          | t
                    $request.body.order.items[0].sku      | x
                    $request.body.order.items[0]          | {"sku":"x"}
                    $request.body.order.items[1][1]       | 2
                    $request.body.order.items[2]          | (none)
                    $request.body.id.more                 | (none)
                    $context.requestId                    | r
                    $context.nothing                      | (none)
                    $stageVariables.bus                   | b
                    ${request.path.id}-${context.requestId} | 7-r
                    ${request.body.id}                    | 5
                    ${request.body.missing}               | (none)
                    <${request.body.missing}>             | <>
                    """)
    void a_value_is_what_the_request_says(String expression, @Nullable String value) {
        assertThat(Expression.ofRequest(expression).evaluate(REQUEST)).isEqualTo(value);
    }

    @Test
    void the_whole_body_is_a_value() {
        assertThat(Expression.ofRequest("$request.body").evaluate(REQUEST))
                .startsWith("{\"id\": 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$request",
                "$request.foo",
                "$request.header.",
                "$response.header.x",
                "$request.body..id",
                "$request.body.items[*]",
                "$request.body.items[?(@.a)]",
                "$foo",
                "a ${request.foo}"
            })
    void what_names_nothing_is_no_expression(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.ofRequest(expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "append:header.authorization",
                "overwrite:header.X-Amzn-Trace-Id",
                "remove:header.access-control-allow-origin",
                "append:path",
                "replace:header.x",
                "append:cookie.x",
                "overwrite:statuscode"
            })
    void what_must_not_be_changed_in_a_request_is_refused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterChange.ofRequest(Map.of(key, "v")));
    }
}
