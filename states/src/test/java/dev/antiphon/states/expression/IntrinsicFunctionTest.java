package dev.antiphon.states.expression;

import static dev.antiphon.states.expression.Scopes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicFunctionTest {
    private static final String INPUT =
            """
            {"n": 3, "text": "Hello", "list": [1, 2, 3, 4, 5], "none": null, "object": {"Arg1": 1, "Arg2": []},
             "same": [1, 1, "a", "a", [1], [1], {"x": 1}, {"x": 1}, null, null], "json": "{\\"a\\": [1, 2.5]}",
             "left": {"a": {"a1": 1, "a2": 2}, "b": 2}, "right": {"a": {"a3": 1}, "c": 3},
             "template": "Hi {} from {}", "range": {"from": 1.4, "to": 8.6}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    States.Array()                                          | []
                    States.Array($.n, 'x', null, true, -1.5, $.object)      | [3, "x", null, true, -1.5, {"Arg1": 1, "Arg2": []}]
                    States.ArrayPartition($.list, 2)                        | [[1, 2], [3, 4], [5]]
                    States.ArrayPartition($.list, 2.4)                      | [[1, 2], [3, 4], [5]]
                    States.ArrayPartition($.object.Arg2, 2)                 | []
                    States.ArrayContains($.list, 5)                         | true
                    States.ArrayContains($.list, 5.0)                       | true
                    States.ArrayContains($.list, '5')                       | false
                    States.ArrayContains($.same, $.same[4])                 | true
                    States.ArrayContains($.object.Arg2, null)               | false
                    States.ArrayRange(1, 9, 2)                              | [1, 3, 5, 7, 9]
                    States.ArrayRange(0, 10, 3)                             | [0, 3, 6, 9]
                    States.ArrayRange(3, 1, -1)                             | [3, 2, 1]
                    States.ArrayRange(3, 1, 1)                              | []
                    States.ArrayRange($.range.from, $.range.to, 4)          | [1, 5, 9]
                    States.ArrayGetItem($.list, 4)                          | 5
                    States.ArrayLength($.list)                              | 5
                    States.ArrayUnique($.same)                              | [1, "a", [1], {"x": 1}, null]
                    States.Base64Encode('Data to encode')                   | "RGF0YSB0byBlbmNvZGU="
                    States.Base64Decode('RGF0YSB0byBlbmNvZGU=')             | "Data to encode"
                    States.Base64Decode('')                                 | ""
                    States.Hash('input data', 'SHA-1')                      | "aaff4a450a104cd177d28d18d74485e8cae074b7"
                    States.Hash('', 'MD5')                                  | "d41d8cd98f00b204e9800998ecf8427e"
                    States.Hash($.object, 'MD5')                            | "d363f405018d47b782e29dc1e6861a5d"
                    States.JsonMerge($.left, $.right, false)                | {"a": {"a3": 1}, "b": 2, "c": 3}
                    States.JsonToString($.object)                           | "{\\"Arg1\\":1,\\"Arg2\\":[]}"
                    States.JsonToString($.text)                             | "\\"Hello\\""
                    States.StringToJson($.json)                             | {"a": [1, 2.5]}
                    States.StringToJson('[1, null]')                        | [1, null]
                    States.StringSplit('1,2,3', ',')                        | ["1", "2", "3"]
                    States.StringSplit('This.is+a,test=string', '.+,=')     | ["This", "is", "a", "test", "string"]
                    States.StringSplit('a,,b,', ',')                        | ["a", "b"]
                    States.MathAdd($.n, -4)                                 | -1
                    States.MathAdd(1.5, 1)                                  | 3
                    States.Format('plain')                                  | "plain"
                    States.Format('{}, {}!', $.text, 'x')                   | "Hello, x!"
                    States.Format('{} {} {} {}', $.n, $.none, true, 1.10)   | "3 null true 1.1"
                    States.Format('{}', $.object)                           | "{Arg1=1, Arg2=[]}"
                    States.Format('{}', $.list)                             | "[1, 2, 3, 4, 5]"
                    States.Format('it\\'s \\{\\} \\\\ {}', $.n)             | "it's {} \\\\ 3"
                    States.Format($.template, $.text, 'it\\'s')             | "Hi Hello from it's"
                    States.Format( 'a' )                                    | "a"
                    States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), States.MathAdd(States.ArrayLength(States.StringSplit($$.StateMachine.Name, '-')), -1)) | "three"
                    States.ArrayLength($.same[?(@.x == 1)])                 | 2
                    States.Array($['text'], $.list[?(@ > 3 && @ < 5)])      | ["Hello", [4]]
                    """)
    void a_call_gives_a_value(String call, String value) throws Exception {
        assertThat(JsonPaths.path(call).evaluate(Scopes.of(INPUT))).isEqualTo(json(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    States.ArrayPartition($.list, 0)
                    States.ArrayPartition($.text, 1)
                    States.StringToJson('{"n": 1e999999999}')
                    States.ArrayPartition($.list)
                    States.ArrayContains($.object, 1)
                    States.ArrayRange(0, 1000, 1)
                    States.ArrayRange(0, 9, 0)
                    States.ArrayRange('0', 9, 1)
                    States.ArrayGetItem($.list, 5)
                    States.ArrayGetItem($.list, -1)
                    States.ArrayGetItem($.list, 'x')
                    States.ArrayLength($.text)
                    States.ArrayUnique($.object)
                    States.Base64Encode($.n)
                    States.Base64Decode('*')
                    States.Hash('a', 'SHA-2')
                    States.Hash('a', 1)
                    States.JsonMerge($.left, $.right, true)
                    States.JsonMerge($.left, $.list, false)
                    States.JsonMerge($.left, $.right)
                    States.StringToJson('{')
                    States.StringToJson('')
                    States.StringToJson('1 2')
                    States.StringToJson($.n)
                    States.StringSplit($.list, ',')
                    States.MathAdd('1', 1)
                    States.MathAdd(2147483648, 1)
                    States.MathRandom(2, 2)
                    States.MathRandom(1)
                    States.UUID(1)
                    States.Format('{}')
                    States.Format('{}', 1, 2)
                    States.Format($.n)
                    """)
    void arguments_that_a_function_does_not_take_are_an_intrinsic_failure(String call)
            throws Exception {
        Expression expression = JsonPaths.path(call);

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> expression.evaluate(Scopes.of(INPUT)));

        assertThat(failure.error()).isEqualTo("States.IntrinsicFailure");
        assertThat(failure.text())
                .startsWith("The function '" + call + "' had the following error: ");
    }

    @Test
    void a_range_has_at_most_a_thousand_elements() throws Exception {
        assertThat(JsonPaths.path("States.ArrayRange(1, 1000, 1)").evaluate(Scopes.of("{}")))
                .hasSize(1000);
    }

    @Test
    void an_argument_that_leads_nowhere_fails() throws Exception {
        Expression call = JsonPaths.path("States.Format('{}', $.no)");

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> call.evaluate(Scopes.of("{\"a\":1}")));

        assertThat(failure.error()).isEqualTo("States.Runtime");
        assertThat(failure.text())
                .isEqualTo(
                        "The JsonPath argument for the field '$.no' could not be found in the input"
                                + " '{\"a\":1}'");
    }

    @Test
    void a_seed_draws_what_java_draws() throws Exception {
        Scope scope = Scopes.of("{}");

        for (int seed : new int[] {0, 1, 42, -7}) {
            assertThat(
                            JsonPaths.path("States.MathRandom(1, 999, " + seed + ")")
                                    .evaluate(scope)
                                    .intValue())
                    .isEqualTo(new Random(seed).nextInt(1, 999));
        }
    }

    @Test
    void without_a_seed_the_scope_draws() throws Exception {
        Expression call = JsonPaths.path("States.MathRandom(1, 999)");
        Expression id = JsonPaths.path("States.UUID()");

        assertThat(call.evaluate(Scopes.of("{}"))).isEqualTo(call.evaluate(Scopes.of("{}")));
        assertThat(id.evaluate(Scopes.of("{}"))).isEqualTo(id.evaluate(Scopes.of("{}")));
        assertThat(UUID.fromString(id.evaluate(Scopes.of("{}")).textValue()).version())
                .isEqualTo(4);
    }

    @Test
    void calls_nest_ten_deep() throws Exception {
        String ten = "States.Array(".repeat(9) + "States.Array()" + ")".repeat(9);
        String eleven = "States.Array(" + ten + ")";

        assertThat(JsonPaths.path(ten).evaluate(Scopes.of("{}")))
                .isEqualTo(json("[".repeat(10) + "]".repeat(10)));
        assertThatThrownBy(() -> JsonPaths.path(eleven)).isInstanceOf(InvalidExpression.class);
    }
}
