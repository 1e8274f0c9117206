package dev.antiphon.states.expression;

import static dev.antiphon.states.expression.Scopes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonataTest {
    private static final String INPUT =
            """
            {"a": 1, "f": 1.5, "whole": 2.0, "text": "It's", "none": null, "empty": [], "one": [1],
             "list": [1, 2, 3], "items": [{"sku": "x", "n": 2}, {"sku": "y", "n": 3}], "o": {"p": {"q": 5}},
             "words": "a1b22c333", "json": "{\\"k\\": [1, null]}"}
            """;
    private static final String VARIABLES =
            "{\"total\": 5, \"nothing\": null, \"order\": {\"id\": 7}, \"random\": 3, \"größe\": 4}";

    private static Expression expression(String text) throws InvalidExpression {
        return Jsonata.expression("{% " + text + " %}", "Output/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $states.input.a + 1                        | 2
                    $states.input.a                            | 1
                    $states.input.o.p                          | {"q": 5}
                    $states.input.o.p.q / 2                    | 2.5
                    $states.input.whole + 1                    | 3
                    $states.input.f * 2                        | 3
                    $states.input.none                         | null
                    $states.input.empty                        | []
                    $states.input.one                          | [1]
                    $states.input.items.n                      | [2, 3]
                    $states.input.items[n = 3]                 | {"sku": "y", "n": 3}
                    $states.input.items[n > 1].sku             | ["x", "y"]
                    $sum($states.input.items.n) + $total       | 10
                    $states.input.list ~> $map(function($v) { $v * 2 }) | [2, 4, 6]
                    [$states.input.list, 4]                    | [1, 2, 3, 4]
                    [[$states.input.list], 4]                  | [[1, 2, 3], 4]
                    {'k': $states.input.items{sku: n}}         | {"k": {"x": 2, "y": 3}}
                    $merge([$states.input.o, {'r': 1}])        | {"p": {"q": 5}, "r": 1}
                    $states.input.text & '!'                   | "It's!"
                    $states.input.a = 1 and $total > 4         | true
                    $exists($states.input.b)                   | false
                    $exists($states.input.none)                | true
                    $nothing                                   | null
                    $nothing = null                            | true
                    $type($nothing)                            | "null"
                    $order.id                                  | 7
                    $größe + 0                                 | 4
                    $string($states.input.o)                   | "{\\"p\\":{\\"q\\":5}}"
                    $keys($states.input.o)                     | "p"
                    $states.context.Execution.Name             | "e1"
                    $states.context.Execution.Input.a + 1      | 2
                    ($x := 5; $y := $x * 2; $y)                | 10
                    ($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(10)) | 3628800
                    [1..4][$ % 2 = 0]                          | [2, 4]
                    [3, 1, 2]^($)                              | [1, 2, 3]
                    /* a comment */ 1                          | 1
                    1e3                                        | 1000
                    -0                                         | 0
                    10 / 4                                     | 2.5
                    $power(2, 40)                              | 1099511627776
                    # what Step Functions adds
                    $partition([1, 2, 3, 4, 5], 2)             | [[1, 2], [3, 4], [5]]
                    $partition($states.input.list, 5)          | [[1, 2, 3]]
                    $range(0, 10, 5)                           | [0, 5, 10]
                    $range(3, 1, -1)                           | [3, 2, 1]
                    $hash('input data', 'SHA-1')               | "aaff4a450a104cd177d28d18d74485e8cae074b7"
                    $parse('-0')                               | 0
                    $parse('1.1')                              | 1.1
                    $parse('{"Arg1": 1, "Arg2": []}')          | {"Arg1": 1, "Arg2": []}
                    $parse($states.input.json).k[0]            | 1
                    $parse('"x"') & 'y'                        | "xy"
                    # texts
                    $contains('abc', /B/i)                     | true
                    $contains('abc', 'd')                      | false
                    $match($states.input.words, /[a-z](\\d+)/)[1].groups | ["22"]
                    $match('ab', /c/)                          | UNDEFINED
                    $count($match('ababab', /ab/, 2))          | 2
                    $replace('a.b.c', '.', '-')                | "a-b-c"
                    $replace('a.b.c', '.', '-', 1)             | "a-b.c"
                    $replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1') | "Smith, John"
                    $replace('5 and 7', /\\d/, function($m) { $string($number($m.match) * 2) }) | "10 and 14"
                    $replace('a', /a/, '$$x$0')                | "$xa"
                    $split('a,b,c', ',')                       | ["a", "b", "c"]
                    $split('a1b22c', /\\d+/)                   | ["a", "b", "c"]
                    $split('a,b,c', ',', 2)                    | ["a", "b"]
                    $split('abc', '')                          | ["a", "b", "c"]
                    ('ab12' ~> /[a-z]+/).match                 | "ab"
                    ($r := /b/; $contains('abc', $r))          | true
                    6 / 2 / 3 & '/x/'                          | "1/x/"
                    $contains('a/b', /a\\/b/) and (4) / 2 = 2   | true
                    $split('a/b', '/')[0]                      | "a"
                    $pad('x', 3) & '.'                         | "x  ."
                    $pad('x', -3, '#')                         | "##x"
                    $map(['a', 'bb'], $length)                 | [1, 2]
                    $states.input.text ~> $uppercase           | "IT'S"
                    $map(['a', 'b'], $uppercase)               | ["A", "B"]
                    ($f := $substring(?, 0, 2); $f('hello'))   | "he"
                    $substringBefore('a-b', '-') & $substringAfter('a-b', '-') & $substringAfter('c', '-') | "abc"
                    $spread([{'a': 1, 'b': 2}, {'c': 3}])      | [{"a": 1}, {"b": 2}, {"c": 3}]
                    $spread({'a': 1, 'b': [2]})                | [{"a": 1}, {"b": [2]}]
                    $join(['a', 'b'], '-')                     | "a-b"
                    $sort([3, 1, 2], function($a, $b) { $a < $b }) | [3, 2, 1]
                    [[1, 2], [3]] = [[1, 2], [3]]              | true
                    # numbers and times by pictures
                    $round(1.5, 1000000000)                    | 1.5
                    $round(1234.567, -2)                       | 1200
                    $count($range(9223372036854775800, 9223372036854775807, 1)) | 1
                    $range(1, 3, -1)                           | []
                    $formatNumber(1234.5, '#,##0.00')          | "1,234.50"
                    $fromMillis(0, '[Y0001]-[M01]-[D01] [H01]:[m01]:[s01].[f001]') | "1970-01-01 00:00:00.000"
                    $toMillis('20261121150000', '[Y0001][M01][D01][H01][m01][s01]') | 1795273200000
                    # time and chance are the scope's
                    $millis()                                  | 1795273200123
                    $now()                                     | "2026-11-21T15:00:00.123Z"
                    $now('[Y0001]-[M01]')                      | "2026-11"
                    $fromMillis(0)                             | "1970-01-01T00:00:00.000Z"
                    $toMillis('2026-11-21T15:00:00.123Z')      | 1795273200123
                    """)
    void an_expression_gives_a_value(String text, String value) throws Exception {
        Scope scope = Scopes.of(INPUT, VARIABLES);

        if (value.equals("UNDEFINED")) {
            assertThatThrownBy(() -> expression(text).evaluate(scope))
                    .hasMessageEndingWith("returned nothing (undefined).");
        } else {
            assertThat(expression(text).evaluate(scope)).isEqualTo(json(value));
        }
    }

    @Test
    void a_transform_changes_a_copy() throws Exception {
        Scope scope = Scopes.of(INPUT);

        assertThat(expression("$states.input.o ~> |p|{'r': null}, 'q'|").evaluate(scope))
                .isEqualTo(json("{\"p\": {\"r\": null}}"));
        assertThat(scope.input()).isEqualTo(json(INPUT));
    }

    @Test
    void a_part_of_the_input_is_not_copied() throws Exception {
        Scope scope = Scopes.of(INPUT);

        assertThat(expression("$states.input").evaluate(scope)).isSameAs(scope.input());
        assertThat(expression("($states.input.o)").evaluate(scope))
                .isSameAs(scope.input().get("o"));
    }

    @Test
    void result_and_error_output_are_there_when_there_are_some() throws Exception {
        Scope scope = Scopes.of("{}");

        assertThat(
                        expression("$states.result.r + 1")
                                .evaluate(scope.withResult(json("{\"r\": 1}"))))
                .isEqualTo(json("2"));
        assertThat(
                        expression("$states.errorOutput.Error & '!'")
                                .evaluate(scope.withErrorOutput(json("{\"Error\": \"E\"}"))))
                .isEqualTo(json("\"E!\""));
        assertThatThrownBy(() -> expression("$states.result").evaluate(scope))
                .hasMessageContaining("returned nothing (undefined).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $doesNotExist                    | returned nothing (undefined).
                    $states.input.b                  | returned nothing (undefined).
                    $states.input.b.c                | returned nothing (undefined).
                    a                                | returned nothing (undefined).
                    $                                | returned nothing (undefined).
                    $randomSeeded($states.input.a)   | threw an error during evaluation. T1006: Attempted to invoke a non-function
                    $eval('1')                       | threw an error during evaluation. T1006: Attempted to invoke a non-function
                    'a' + 1                          | threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number
                    1 - 'a'                          | threw an error during evaluation. T2002: The right side of the "-" operator must evaluate to a number
                    $sum('a')                        | threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"
                    $length(1)                       | threw an error during evaluation. T0410: Argument 1 of function "length" does not match function signature
                    $number('x')                     | threw an error during evaluation. D3030: Unable to cast value to a number: "x"
                    $error('stop')                   | threw an error during evaluation. D3137: stop
                    $fn := function($x){$x}          | returned an unsupported result type.
                    {'f': $sum}                      | returned an unsupported result type.
                    (/a/)                            | returned an unsupported result type.
                    $toMillis('foo')                 | threw an error during evaluation. D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "foo"
                    1 < 'a'                          | threw an error during evaluation. T2009: The values 1 and "a" either side of operator "<" must be of the same data type
                    $parse('{')                      | threw an error during evaluation: Unable to parse
                    $hash('a', 'SHA-2')              | threw an error during evaluation: Unknown algorithm 'SHA-2'
                    $partition([1], -1)              | threw an error during evaluation: The chunk size
                    $partition([1], 0)               | returned nothing (undefined).
                    $range(0, 1, 0)                  | returned nothing (undefined).
                    $range(1, 360146, 1)             | threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
                    $count([1..873783])              | threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
                    ($f := function($n) { 1 + $f($n) }; $f(0)) | threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function.
                    ($f := function($n) { $f($n) }; $f(0)) | threw an error during evaluation: Expression evaluation timeout: Check for infinite loop
                    """)
    void a_failure_names_the_expression_and_its_field(String text, String what) throws Exception {
        Expression expression = expression(text);

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class,
                        () -> expression.evaluate(Scopes.of(INPUT, VARIABLES)));

        assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(failure.location()).isEqualTo("Output/x");
        assertThat(failure.text())
                .startsWith(
                        "The JSONata expression '"
                                + text
                                + "' specified for the field 'Output/x' "
                                + what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    true           | ARRAY   | Expected 'array', but was 'boolean' for value: true
                    null           | ARRAY   | Expected 'array', but was 'null' for value: null
                    {'foo': 'bar'} | ARRAY   | Expected 'array', but was 'object' for value: {"foo":"bar"}
                    'string'       | ARRAY   | Expected 'array', but was 'string' for value: "string"
                    1              | BOOLEAN | Expected 'boolean', but was 'number' for value: 1
                    [1]            | NUMBER  | Expected 'number', but was 'array' for value: [1]
                    """)
    void a_result_of_another_type_is_refused(String text, ResultType expected, String what)
            throws Exception {
        Expression expression = Jsonata.expression("{% " + text + " %}", "Items", expected);

        assertThatThrownBy(() -> expression.evaluate(Scopes.of("{}")))
                .hasMessage(
                        "The JSONata expression '"
                                + text
                                + "' specified for the field 'Items' returned an unexpected result"
                                + " type. "
                                + what);
    }

    @Test
    void a_condition_is_true_or_false() throws Exception {
        Scope scope = Scopes.of(INPUT);

        assertThat(Jsonata.condition("{% $states.input.a = 1 %}", "C").holds(scope)).isTrue();
        assertThat(Jsonata.condition("{% $states.input.a = 2 %}", "C").holds(scope)).isFalse();
        assertThatThrownBy(() -> Jsonata.condition("{% 1 %}", "C").holds(scope))
                .hasMessageContaining("Expected 'boolean', but was 'number' for value: 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"x": "{% $states.input.a %}", "y": ["{%1%}", {"z": "{% 'a' & 'b' %}"}], "c": "%}"}   | {"x": 1, "y": [1, {"z": "ab"}], "c": "%}"}
                    {"x": " {% 1 %}"}                                                                     | {"x": " {% 1 %}"}
                    {}                                                                                    | {}
                    "{% $states.input.none %}"                                                            | null
                    {"$": "States.UUID()", "x.$": "$.a"}                                                  | {"$": "States.UUID()", "x.$": "$.a"}
                    """)
    void texts_in_a_template_are_computed_where_they_are_marked(String template, String value)
            throws Exception {
        Expression expression = Jsonata.template(json(template), "Output");

        assertThat(expression.evaluate(Scopes.of(INPUT))).isEqualTo(json(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "{% $no %}"                          | Output
                    {"a": "{% $no %}"}                   | Output/a
                    {"a": {"b": [1, {"c": "{% $no %}"}]}} | Output/a/b[1]/c
                    """)
    void a_failure_in_a_template_says_where(String template, String location) throws Exception {
        Expression expression = Jsonata.template(json(template), "Output");

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> expression.evaluate(Scopes.of("{}")));

        assertThat(failure.location()).isEqualTo(location);
        assertThat(failure.text()).contains("specified for the field '" + location + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                | Unexpected end of expression
                    1 +               | Unexpected end of expression
                    $x :=             | Unexpected end of expression
                    a[1,2)            | Expected "]", got ","
                    "unterminated     | String literal must be terminated by a matching quote
                    {"a":}            | The symbol "}" cannot be used as a unary operator
                    $match("a", /abc  | No terminating / in regular expression
                    $match("a", //)   | Empty regular expressions are not allowed
                    $match("a", /(/)  | No terminating / in regular expression
                    1 2               | Syntax error: 2
                    """)
    void what_is_no_expression_is_refused_in_the_words_of_jsonata(String text, String words) {
        assertThatThrownBy(() -> expression(text))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(words);
    }

    @Test
    void an_expression_is_deep_or_large_to_a_bound() throws Exception {
        Scope scope = Scopes.of("{}");

        assertThat(expression("1" + "+1".repeat(150)).evaluate(scope)).isEqualTo(json("151"));
        assertThat(expression("$count([1..873782])").evaluate(scope)).isEqualTo(json("873782"));
        assertThat(expression("$count($range(1, 360145, 1))").evaluate(scope))
                .isEqualTo(json("360145"));
        assertThatThrownBy(() -> expression("1" + "+1".repeat(199)).evaluate(scope))
                .hasMessageContaining("evaluation: Stack overflow error");
        assertThatThrownBy(() -> expression("'" + "a".repeat(100_000) + "'"))
                .isInstanceOf(InvalidExpression.class);
    }

    @Test
    void chance_is_the_scopes_or_the_seeds() throws Exception {
        Scope scope = Scopes.of("{}");

        assertThat(expression("$random(42)").evaluate(scope).doubleValue())
                .isEqualTo(new Random(42).nextDouble());
        for (String text : List.of("$random()", "$uuid()", "$shuffle([1, 2, 3, 4, 5, 6, 7])")) {
            assertThat(expression(text).evaluate(Scopes.of("{}")))
                    .isEqualTo(expression(text).evaluate(Scopes.of("{}")));
        }
        assertThat(expression("$random()").evaluate(scope).doubleValue()).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($n) { $f($n + 1) }; $f(0))",
                "($f := function($n) { 1 + $f($n + 1) }; $f(0))",
                "($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d('xxxxxxxx', 60))",
                "($d := function($a, $n) { $n = 0 ? $a : $d([[$a], [$a]], $n - 1) }; $d([1], 40))",
                "$contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /^((a+)+)\\1c$/)",
                "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /^((a+)+)\\1c$/)",
                "$replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /^((a+)+)\\1c$/, 'x')",
                "$split('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /((a+)+)\\1c/)",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' ~> /((a+)+)\\1c/",
                "($r := /((a+)+)\\1c/; $r('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'))",
                "$pad('x', 2000000000)",
                "$sum([1..1000000].[1..1000000])",
                "[1..1000000].(function($x){$x}([1..1000000]))",
                "$match('abc', /x*/)",
                "$range(0, 900000000, 1)",
                "$range(-9000000000000000000, 9000000000000000000, 1)",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $string($d(60, 1))",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $d(60, 1) = $d(60, 1)",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; '' & $d(60, 1)",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $d(60, 1) in [1]",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $count($d(60, 1).**)",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $d(60, 1) ~> |$|{}|",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $t := |$|{}|; $t($d(60, 1))",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $map([$d(60, 1)], |$|{}|)",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $s := $string(?); $s($d(60, 1))",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $map([$d(60, 1)], $string)",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $hash($d(60, 1), 'MD5')",
                "$d := function($n, $x) { $n = 0 ? $x : $d($n - 1, {'a': $x, 'b': $x}) }; $distinct([$d(60, 1), $d(60, 1)])",
                "$s := $pad('', 3000000, 'a'); $f := function($n, $x) { $n = 0 ? $x : $f($n - 1, $append($x, $x)) }; $map($f(18, [$s]), $length)",
                "$s := $pad('', 3000000, 'a'); $f := function($n, $x) { $n = 0 ? $x : $f($n - 1, $append($x, $x)) }; $join($f(18, [$s]))",
                "$a := $pad('', 100000, 'a'); $map([1..1000], function($i) { $contains($a, $pad('', 50000, 'a') & 'b') })",
                "$replace($pad('', 1000000, 'a'), 'a', $pad('', 1000000, 'b'))",
                "$d := [1..800000]; $zip($d,$d,$d,$d,$d,$d,$d,$d,$d,$d,$d,$d,$d,$d,$d,$d)",
                "$fromMillis(1, $join($map([1..3000], function($i) { '[Y,*-9999]' })))",
                "$map([1..100], function($i) { $fromMillis(1, '[Y,*-9999]') })",
                "$formatNumber(1, $pad('0', -90000, '0'))",
                "$formatInteger(1, $pad('0', -90000, '0'))",
                "$toMillis($pad('', 60, '1') & 'x', '[f][f][f][f][f][f][f][f][f][f]')"
            })
    @Timeout(20)
    void what_would_run_for_ever_is_cut_off(String text) throws Exception {
        Expression expression = expression("(" + text + ")");

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> expression.evaluate(Scopes.of("{}")));

        assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void an_expression_is_shared_by_threads() throws Exception {
        Expression shared =
                expression(
                        "$map([1..20], function($i) { $i + $states.input.n + $mine })"
                                + " ~> $sum()");
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int mine = t;
            futures.add(CompletableFuture.supplyAsync(() -> wrongResults(shared, mine)));
        }

        for (CompletableFuture<Integer> future : futures) {
            assertThat(future.get()).isZero();
        }
    }

    /** Between evaluations of the shared one, others are made and evaluated. */
    private static int wrongResults(Expression shared, int mine) {
        int wrong = 0;
        for (int i = 0; i < 500; i++) {
            try {
                JsonNode own = expression("$x + " + i).evaluate(Scopes.of("{}", "{\"x\": 1}"));
                JsonNode sum =
                        shared.evaluate(
                                Scopes.of("{\"n\": " + i + "}", "{\"mine\": " + mine + "}"));
                if (own.intValue() != i + 1 || sum.intValue() != 210 + 20 * (i + mine)) {
                    wrong++;
                }
            } catch (EvaluationFailure | InvalidExpression e) {
                wrong++;
            }
        }
        return wrong;
    }
}
