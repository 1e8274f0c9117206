package dev.antiphon.states.expression;

import static dev.antiphon.states.expression.Scopes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathsTest {
    private static final String INPUT =
            """
            {"a": {"b": [10, 20, {"c": null}]}, "odd name": {"it's": 1}, "f": 1.0, "big": 12345678901234567890,
             "jobs": [{"id": 1, "ok": true}, {"id": 2, "ok": false}, {"id": 3, "ok": true}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $.a.b                     | [10, 20, {"c": null}]
                    $.a.b[1]                  | 20
                    $['a']['b'][2].c          | null
                    $.a.b[-1]                 | {"c": null}
                    $["odd name"]             | {"it's": 1}
                    $['odd name']['it\\'s']   | 1
                    $.f                       | 1.0
                    $.big                     | 12345678901234567890
                    # what may be several is a list, even when it is one or none
                    $.jobs[*].id              | [1, 2, 3]
                    $.jobs[?(@.id == 2)]      | [{"id": 2, "ok": false}]
                    $.jobs[?(@.ok == true)].id| [1, 3]
                    $.jobs[1:].id             | [2, 3]
                    $.jobs[:1].id             | [1]
                    $.jobs[0,2].id            | [1, 3]
                    $..id                     | [1, 2, 3]
                    $.no.such[*]              | []
                    $.no[1:5].id              | []
                    $.no[?(@.x == 1)]         | []
                    # the functions that work over Jackson's trees
                    $.jobs.length()           | 3
                    # other documents
                    $$.Execution.Name         | "e1"
                    $$.StateMachine           | {"Id": "arn:m", "Name": "one-two-three"}
                    $order                    | {"id": 7, "tags": ["x"]}
                    $order.id                 | 7
                    $order.tags[0]            | "x"
                    $order['id']              | 7
                    $order.tags[*]            | ["x"]
                    """)
    void a_path_gives_what_it_leads_to(String path, String value) throws Exception {
        Scope scope = Scopes.of(INPUT, "{\"order\": {\"id\": 7, \"tags\": [\"x\"]}}");

        assertThat(JsonPaths.path(path).evaluate(scope)).isEqualTo(json(value));
    }

    @Test
    void a_dollar_is_all_of_the_input() throws Exception {
        Scope scope = Scopes.of("[1, 2]");

        assertThat(JsonPaths.path("$").evaluate(scope)).isSameAs(scope.input());
    }

    /** Escapes in brackets stand for themselves, as recorded of AWS. */
    @Test
    void a_backslash_in_brackets_protects_only_the_delimiter() throws Exception {
        Scope scope = Scopes.of("{\"Test\\\\\\\"\\\"Name\\\"\": \"Value\"}");

        assertThat(JsonPaths.path("$['Test\\\"\"Name\"']").evaluate(scope).textValue())
                .isEqualTo("Value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $.no.such.result | Invalid path '$.no.such.result' : Missing property in path $['no']
                    $.no             | Invalid path '$.no' : No results for path: $['no']
                    $.a.b[9]         | Invalid path '$.a.b[9]' : No results for path: $['a']['b'][9]
                    $order.no        | Invalid path '$order.no' : No results for path: $['no']
                    $unknown.x       | Invalid path '$unknown.x' : Variable '$unknown' is not defined
                    """)
    void a_path_that_leads_nowhere_fails_in_the_words_of_aws(String path, String cause)
            throws Exception {
        Scope scope = Scopes.of(INPUT, "{\"order\": {}}");

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> JsonPaths.path(path).evaluate(scope));

        assertThat(failure.error()).isEqualTo("States.Runtime");
        assertThat(failure.text()).isEqualTo(cause);
        assertThat(failure.location()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "$.", "$x y", "$.a..", "States.Nothing()"})
    void what_is_no_path_is_refused(String text) {
        assertThatThrownBy(() -> JsonPaths.path(text)).isInstanceOf(InvalidExpression.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $            | {"a": 1}             | 5
                    $.b          | {"a": 1}             | {"a": 1, "b": 5}
                    $.a          | {"a": 1}             | {"a": 5}
                    $.b.c.d      | {"a": 1}             | {"a": 1, "b": {"c": {"d": 5}}}
                    $.a.c        | {"a": {"b": 1}}      | {"a": {"b": 1, "c": 5}}
                    $['x y'].z   | {}                   | {"x y": {"z": 5}}
                    $.a[1]       | {"a": [1, 2, 3]}     | {"a": [1, 5, 3]}
                    $.a[2]       | {"a": [1, 2]}        | {"a": [1, 2, 5]}
                    $.a[0].b     | {"a": [{"c": 1}]}    | {"a": [{"c": 1, "b": 5}]}
                    $[0]         | [1, 2]               | [5, 2]
                    """)
    void a_value_is_put_where_a_reference_path_leads(String path, String document, String result)
            throws Exception {
        var original = json(document);

        assertThat(JsonPaths.reference(path).put(original, json("5"))).isEqualTo(json(result));
        assertThat(original).isEqualTo(json(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $.a     | [1]          | Unable to apply ReferencePath $.a to input [1]
                    $.a     | "text"       | Unable to apply ReferencePath $.a to input "text"
                    $.a.b   | {"a": 1}     | Unable to apply ReferencePath $.a.b to input {"a":1}
                    $.a[3]  | {"a": [1]}   | Unable to apply ReferencePath $.a[3] to input {"a":[1]}
                    $.a[0]  | {"a": {}}    | Unable to apply ReferencePath $.a[0] to input {"a":{}}
                    """)
    void a_value_that_cannot_be_put_there_is_a_match_failure(
            String path, String document, String cause) throws Exception {
        ReferencePath reference = JsonPaths.reference(path);

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> reference.put(json(document), json("5")));

        assertThat(failure.error()).isEqualTo("States.ResultPathMatchFailure");
        assertThat(failure.text()).isEqualTo(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "$.a[*]", "$..a", "$.a[1:]", "$$.a", "$variable", "$.a[?(@.b)]"})
    void a_reference_names_one_place_in_the_input(String text) {
        assertThatThrownBy(() -> JsonPaths.reference(text)).isInstanceOf(InvalidExpression.class);
    }
}
