package dev.antiphon.states.expression;

import static dev.antiphon.states.expression.Scopes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"x": 1}                                  | {"x": 1}
                    {"x.$": "$.a"}                            | {"x": 1}
                    {"x": {"y.$": "$.b"}, "z": "$.a"}         | {"x": {"y": [2, 3]}, "z": "$.a"}
                    {"x": [{"y.$": "$.a"}, "$.a", 4]}         | {"x": [{"y": 1}, "$.a", 4]}
                    {"x.$": "$$.Execution.Input"}             | {"x": {"a": 1}}
                    {"x.$": "$count"}                         | {"x": 9}
                    {"x.$": "States.Array($.a, $count)"}      | {"x": [1, 9]}
                    {"x.$": "$.b[?(@ == 2)]"}                 | {"x": [2]}
                    {".$": "$.a"}                             | {"": 1}
                    ["a", {"b.$": "$"}]                       | ["a", {"b": {"a": 1, "b": [2, 3]}}]
                    "$.a"                                     | "$.a"
                    """)
    void fields_with_a_dollar_are_computed_and_others_copied(String template, String result)
            throws Exception {
        Scope scope = Scopes.of("{\"a\": 1, \"b\": [2, 3]}", "{\"count\": 9}");

        assertThat(JsonPaths.template(json(template)).evaluate(scope)).isEqualTo(json(result));
    }

    @Test
    void a_template_without_dollars_is_itself() throws Exception {
        var template = json("{\"a\": [1, {\"b\": null}]}");

        assertThat(JsonPaths.template(template)).isEqualTo(new Constant(template));
    }

    @Test
    void a_path_that_leads_nowhere_is_told_with_its_field_and_the_input() throws Exception {
        Expression template = JsonPaths.template(json("{\"x\": {\"y.$\": \"$.no.such\"}}"));

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> template.evaluate(Scopes.of("{\"a\":1}")));

        assertThat(failure.error()).isEqualTo("States.Runtime");
        assertThat(failure.text())
                .isEqualTo(
                        "The JSONPath '$.no.such' specified for the field 'y.$' could not be found"
                                + " in the input '{\"a\":1}'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"parsed.$": "plain"}                                | parsed.$ | ``
                    {"parsed.$": 1}                                      | parsed.$ | ``
                    {"a": {"x.$": "$.["}}                                | x.$      | /a
                    {"a": [1, {"b": {"x.$": "$.["}}]}                    | x.$      | /a[1]/b
                    {"parsed.$": "States.Nothing($.a)"}                  | parsed.$ | ``
                    {"parsed.$": "States.Format('a \\\\\\"b\\\\\\" {}', 'c')"}   | parsed.$ | ``
                    {"parsed.$": "States.StringToJson('{\\"a\\":\\"\\\\\\"\\"}')"}| parsed.$ | ``
                    {"parsed.$": "States.Format('{}', $.a"}              | parsed.$ | ``
                    {"parsed.$": "States.Format('{}', $.a)[0]"}          | parsed.$ | ``
                    {"parsed.$": "States.Format('{}' $.a)"}              | parsed.$ | ``
                    {"parsed.$": "States.Format('it's {}', $.a)"}        | parsed.$ | ``
                    """)
    void a_field_that_cannot_be_computed_is_refused_with_its_place(
            String template, String field, String pointer) {
        InvalidExpression refusal =
                catchThrowableOfType(
                        InvalidExpression.class, () -> JsonPaths.template(json(template)));

        assertThat(refusal.text())
                .isEqualTo(
                        "The value for the field '"
                                + field
                                + "' must be a valid JSONPath or a valid intrinsic function call");
        assertThat(refusal.pointer()).isEqualTo(pointer);
    }
}
