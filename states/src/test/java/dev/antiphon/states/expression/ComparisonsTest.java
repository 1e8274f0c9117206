package dev.antiphon.states.expression;

import static dev.antiphon.states.expression.Scopes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {
    private static final String INPUT =
            """
            {"s": "b", "s2": "b", "n": 2, "n2": 2.0, "t": true, "t2": true, "z": null, "o": {}, "l": [],
             "d": "2026-11-21T15:00:00Z", "d2": "2026-11-21T16:00:00+01:00", "late": "2026-11-21T15:00:00.5Z",
             "day": "2026-11-21", "log": "zebra*1\\\\x.log"}
            """;

    private static Condition condition(String rule) throws InvalidExpression {
        return Comparisons.parse((ObjectNode) json(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # operator            | variable | value  | holds
                    StringEquals               | $.s | "b"    | true
                    StringEquals               | $.s | "B"    | false
                    StringEquals               | $.n | "2"    | false
                    StringEquals               | $.z | "null" | false
                    StringEqualsPath           | $.s | "$.s2" | true
                    StringEqualsPath           | $.s | "$.n"  | false
                    StringLessThan             | $.s | "c"    | true
                    StringLessThan             | $.s | "b"    | false
                    StringLessThanPath         | $.s | "$.s2" | false
                    StringGreaterThan          | $.s | "a"    | true
                    StringGreaterThan          | $.s | "b"    | false
                    StringGreaterThanPath      | $.s | "$.s2" | false
                    StringLessThanEquals       | $.s | "b"    | true
                    StringLessThanEquals       | $.s | "a"    | false
                    StringLessThanEqualsPath   | $.s | "$.s2" | true
                    StringGreaterThanEquals    | $.s | "b"    | true
                    StringGreaterThanEquals    | $.s | "c"    | false
                    StringGreaterThanEqualsPath| $.s | "$.s2" | true
                    NumericEquals              | $.n | 2      | true
                    NumericEquals              | $.n | 2.0    | true
                    NumericEquals              | $.n | 2.1    | false
                    NumericEquals              | $.s | 2      | false
                    NumericEqualsPath          | $.n | "$.n2" | true
                    NumericEqualsPath          | $.n | "$.s"  | false
                    NumericLessThan            | $.n | 3      | true
                    NumericLessThan            | $.n | 2      | false
                    NumericLessThanPath        | $.n | "$.n2" | false
                    NumericGreaterThan         | $.n | 1.5    | true
                    NumericGreaterThan         | $.n | 2      | false
                    NumericGreaterThanPath     | $.n | "$.n2" | false
                    NumericLessThanEquals      | $.n | 2      | true
                    NumericLessThanEquals      | $.n | 1      | false
                    NumericLessThanEqualsPath  | $.n | "$.n2" | true
                    NumericGreaterThanEquals   | $.n | 2      | true
                    NumericGreaterThanEquals   | $.n | 3      | false
                    NumericGreaterThanEqualsPath | $.n | "$.n2" | true
                    BooleanEquals              | $.t | true   | true
                    BooleanEquals              | $.t | false  | false
                    BooleanEquals              | $.s | true   | false
                    BooleanEquals              | $.z | false  | false
                    BooleanEqualsPath          | $.t | "$.t2" | true
                    BooleanEqualsPath          | $.t | "$.n"  | false
                    TimestampEquals            | $.d | "2026-11-21T15:00:00Z"     | true
                    TimestampEquals            | $.d | "2026-11-21T15:00:00.000Z" | true
                    TimestampEquals            | $.s | "2026-11-21T15:00:00Z"     | false
                    TimestampEqualsPath        | $.d | "$.d2" | true
                    TimestampEqualsPath        | $.d | "$.day"| false
                    TimestampLessThan          | $.d | "2026-11-21T15:00:01Z"     | true
                    TimestampLessThanPath      | $.d | "$.late" | true
                    TimestampGreaterThan       | $.d | "2026-11-21T14:59:59Z"     | true
                    TimestampGreaterThanPath   | $.d | "$.late" | false
                    TimestampLessThanEquals    | $.d | "2026-11-21T15:00:00Z"     | true
                    TimestampLessThanEqualsPath| $.d | "$.d2"   | true
                    TimestampGreaterThanEquals | $.d | "2026-11-21T15:00:00Z"     | true
                    TimestampGreaterThanEqualsPath | $.d | "$.late" | false
                    IsNull                     | $.z | true   | true
                    IsNull                     | $.s | true   | false
                    IsNull                     | $.s | false  | true
                    IsPresent                  | $.z | true   | true
                    IsPresent                  | $.no.such | true  | false
                    IsPresent                  | $.no.such | false | true
                    IsPresent                  | $.l[0]    | false | true
                    IsPresent                  | $unknown  | false | true
                    IsNumeric                  | $.n2 | true  | true
                    IsNumeric                  | $.s  | true  | false
                    IsString                   | $.s  | true  | true
                    IsString                   | $.z  | false | true
                    IsBoolean                  | $.t  | true  | true
                    IsBoolean                  | $.n  | true  | false
                    IsTimestamp                | $.d2 | true  | true
                    IsTimestamp                | $.day| true  | false
                    IsTimestamp                | $.n  | false | true
                    StringMatches              | $.s  | "*"       | true
                    StringMatches              | $.s  | "b*"      | true
                    StringMatches              | $.s  | ""        | false
                    StringMatches              | $.log| "zebra*.log" | true
                    StringMatches              | $.log| "*\\\\**.log" | true
                    StringMatches              | $.log| "zebra\\\\*1\\\\\\\\x.log" | true
                    StringMatches              | $.log| "zebra\\\\*2*" | false
                    StringMatches              | $.log| "*x*g"    | true
                    StringMatches              | $.log| "*x*h"    | false
                    StringMatches              | $.n  | "*"       | false
                    # other documents
                    NumericEquals              | $seven | 7   | true
                    StringEquals               | $$.Execution.Name | "e1" | true
                    """)
    void an_operator_compares(String operator, String variable, String value, boolean holds)
            throws Exception {
        String rule = "{\"Variable\": \"" + variable + "\", \"" + operator + "\": " + value + "}";

        assertThat(condition(rule).holds(Scopes.of(INPUT, "{\"seven\": 7}"))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"Not": {"Variable": "$.s", "StringEquals": "b"}}                                             | false
                    {"And": [{"Variable": "$.s", "StringEquals": "b"}, {"Variable": "$.n", "NumericEquals": 2}]}  | true
                    {"And": [{"Variable": "$.s", "StringEquals": "x"}, {"Variable": "$.no", "NumericEquals": 2}]} | false
                    {"Or": [{"Variable": "$.s", "StringEquals": "x"}, {"Variable": "$.n", "NumericEquals": 2}]}   | true
                    {"Or": [{"Variable": "$.s", "StringEquals": "b"}, {"Variable": "$.no", "NumericEquals": 2}]}  | true
                    {"Or": [{"Variable": "$.s", "StringEquals": "x"}, {"Not": {"Variable": "$.t", "BooleanEquals": true}}]} | false
                    {"Variable": "$.s", "StringEquals": "b", "Next": "A", "Comment": "c", "Assign": {"x": 1}}     | true
                    """)
    void comparisons_are_joined_and_only_as_many_are_made_as_needed(String rule, boolean holds)
            throws Exception {
        assertThat(condition(rule).holds(Scopes.of(INPUT))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"Variable": "$.no", "StringEquals": "b"}       | $.no
                    {"Variable": "$.no", "IsNull": true}            | $.no
                    {"Variable": "$.no", "IsString": false}         | $.no
                    {"Variable": "$.s", "StringEqualsPath": "$.no"} | $.no
                    {"Variable": "$unknown", "NumericEquals": 1}    | $unknown
                    """)
    void all_but_is_present_fail_where_a_path_leads_nowhere(String rule, String path)
            throws Exception {
        Condition condition = condition(rule);

        EvaluationFailure failure =
                catchThrowableOfType(
                        EvaluationFailure.class, () -> condition.holds(Scopes.of(INPUT)));

        assertThat(failure.error()).isEqualTo("States.Runtime");
        assertThat(failure.text())
                .isEqualTo(
                        "Invalid path '"
                                + path
                                + "': The choice state's condition path references an invalid"
                                + " value.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                        | ``                      | A Choice rule must have a comparison operator
                    {"StringEquals": "a"}                                     | ``                      | These fields are required: [Variable]
                    {"Variable": "a", "StringEquals": "a"}                    | /Variable               | Value is not a Reference Path: Reference path didn't start with '$'
                    {"Variable": "States.UUID()", "StringEquals": "a"}        | /Variable               | Value is not a Reference Path: Reference path didn't start with '$'
                    {"Variable": "$.a", "StringEquals": 1}                    | /StringEquals           | Expected value of type String
                    {"Variable": "$.a", "NumericEquals": "1"}                 | /NumericEquals          | Expected value of type Number
                    {"Variable": "$.a", "IsNull": "true"}                     | /IsNull                 | Expected value of type Boolean
                    {"Variable": "$.a", "TimestampEquals": "2026-11-21"}      | /TimestampEquals        | String does not match RFC3339 timestamp
                    {"Variable": "$.a", "NumericEqualsPath": "a"}             | /NumericEqualsPath      | Value is not a Reference Path: Reference path didn't start with '$'
                    {"Variable": "$.a", "StringMatchesPath": "$.b"}           | ``                      | A Choice rule must have a comparison operator
                    {"And": []}                                               | /And                    | Value cannot be empty
                    {"And": [{"Variable": "$.a", "IsNull": true}, {"Not": {"Variable": "$.a", "StringEquals": 1}}]} | /And[1]/Not/StringEquals | Expected value of type String
                    {"Variable": "$.a", "StringEquals": "1", "NumericEquals": 1} | ``                   | A Choice rule must have only one comparison operator
                    """)
    void what_is_no_rule_is_refused_with_its_place(String rule, String pointer, String text) {
        InvalidExpression refusal =
                catchThrowableOfType(InvalidExpression.class, () -> condition(rule));

        assertThat(refusal.text()).isEqualTo(text);
        assertThat(refusal.pointer()).isEqualTo(pointer);
    }

    @Test
    void no_pattern_takes_long() {
        String pattern = "*a".repeat(2_000) + "b";
        String text = "a".repeat(20_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(Wildcards.matches(pattern, text)).isFalse());
    }
}
