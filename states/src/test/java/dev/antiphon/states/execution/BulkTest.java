package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Definitions that make more of a payload than fits anywhere. */
class BulkTest {
    private final Account account = new Account();

    private void run(String definition) {
        account.create("m", definition);
        account.start("m", "{'x': '" + "a".repeat(200_000) + "'}");
        account.node().runUntilQuiet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"States.Array(%s)", "States.Format(`{}{}{}{}{}{}{}{}{}{}`, %s)"})
    void functions_that_multiply_a_text_end_the_execution(String function) {
        String expression = "$.x";
        for (int i = 0; i < 4; i++) {
            expression = function.formatted(String.join(", ", Collections.nCopies(10, expression)));
        }
        run(
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true,
                 'Parameters': {'a.$': 'EXPRESSION'}}}}
                """
                        .replace("EXPRESSION", expression));

        assertThat(account.describe("m").error())
                .isIn("States.DataLimitExceeded", "States.IntrinsicFailure");
    }

    @Test
    void an_input_that_stands_in_many_places_ends_the_execution() {
        run(
                """
                {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Pass',
                 'End': true, 'Output': '{% [1..100000].($states.input) %}'}}}
                """);
        assertThat(account.describe("m").error()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void so_do_items_of_which_each_is_all() {
        run(
                """
                {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Map',
                 'Items': '{% [1..100000].($states.input) %}', 'End': true,
                 'ItemProcessor': {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}}}}
                """);
        assertThat(account.describe("m").error()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void and_times_of_which_a_part_is_wide() {
        run(
                """
                {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Pass',
                 'End': true, 'Output': '{% $fromMillis(1, "[Y,*-99999999]") %}'}}}
                """
                        .replace("\"[", "`[")
                        .replace("]\"", "]`"));
        assertThat(account.describe("m").error()).isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void numbers_that_would_fill_the_memory_are_no_input() {
        account.create("m", "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true}}}");
        for (String number : new String[] {"1e999999999", "1e-999999999", "1E20000"}) {
            assertThatThrownBy(() -> account.start("m", "{'n': [" + number + "]}"))
                    .hasMessageContaining("Number out of range");
        }
        account.start("m", "{'n': [1e300, 1e-300, -2.50]}");
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_payload_that_grows_too_deep_to_be_read_fails_its_state() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Wait', 'Seconds': 1, 'Next': 'B'},
                 'B': {'Type': 'Pass', 'Parameters': {'a.$': '$'}, 'Next': 'C'},
                 'C': {'Type': 'Choice', 'Default': 'A',
                  'Choices': [{'Variable': '$.b', 'IsPresent': true, 'Next': 'D'}]},
                 'D': {'Type': 'Succeed'}}}
                """);
        account.start("m", "[".repeat(995) + "]".repeat(995));
        account.advance(Duration.ofSeconds(9));
        assertThat(account.describe("m").error()).isEqualTo("States.DataLimitExceeded");
    }
}
