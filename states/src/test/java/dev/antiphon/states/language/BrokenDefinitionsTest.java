package dev.antiphon.states.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenDefinitionsTest {
    private static List<Sections.Section> broken() {
        return Sections.of("broken.txt");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void all_that_is_wrong_is_told(Sections.Section broken) {
        Diagnostics found = Definitions.parse(broken.definition(), broken.type()).diagnostics();

        assertThat(found.errors())
                .map(error -> error.code() + " | " + error.location() + " | " + error.message())
                .containsExactlyElementsOf(broken.found());
    }

    @Test
    void a_refusal_names_every_error() {
        Diagnostics found =
                Definitions.parse(
                                """
                                {
                                  "StartAt": "pass1",
                                  "States": {
                                    "pass1": {"Type": "Pass", "Next": "pass3"},
                                    "pass2": {"Type": "Pass", "End": true}
                                  }
                                }
                                """)
                        .diagnostics();

        assertThat(found.refusal())
                .isEqualTo(
                        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing"
                                + " 'Next' target: pass3 at /States/pass1/Next,"
                                + " MISSING_TRANSITION_TARGET: State \"pass2\" is not reachable."
                                + " at /States/pass2'");
    }

    @Test
    void a_refusal_says_null_where_AWS_does() {
        assertThat(
                        Definitions.parse(
                                        "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\":"
                                                + " \"Pass\", \"Next\": \"A\"}}}")
                                .diagnostics()
                                .refusal())
                .isEqualTo(
                        "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no"
                                + " terminal state at null'");
    }

    @Test
    void an_empty_text_is_missing() {
        assertThat(Definitions.parse(" ").diagnostics().errors())
                .map(Diagnostic::code)
                .containsExactly(Diagnostic.Code.MISSING_DESCRIPTION);
    }

    @Test
    void what_looks_computed_and_is_not_is_warned_of() {
        Parsed parsed =
                Definitions.parse(
                        """
                        {
                          "StartAt": "A",
                          "States": {
                            "A": {
                              "Type": "Pass",
                              "Parameters": {"a": "$.a", "b": {"c": "States.UUID()"}, "d.$": "$.d"},
                              "Next": "B"
                            },
                            "B": {"Type": "Pass", "Result": {"x.$": "$.x", "y": 1}, "Next": "C"},
                            "C": {"Type": "Fail", "Error": "$.error"}
                          }
                        }
                        """);

        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
        assertThat(parsed.diagnostics().all())
                .allMatch(found -> found.severity() == Diagnostic.Severity.WARNING)
                .map(found -> found.code() + " " + found.location())
                .containsExactly(
                        "NO_DOLLAR /States/A/Parameters/a",
                        "NO_DOLLAR /States/A/Parameters/b/c",
                        "PASS_RESULT_IS_STATIC /States/B/Result",
                        "NO_PATH /States/C/Error");
    }

    @Test
    void a_name_that_another_branch_has_is_warned_of() {
        Parsed parsed =
                Definitions.parse(
                        """
                        {
                          "StartAt": "P",
                          "States": {
                            "P": {
                              "Type": "Parallel",
                              "Branches": [
                                {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}},
                                {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}
                              ],
                              "End": true
                            }
                          }
                        }
                        """);

        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
        assertThat(parsed.diagnostics().all())
                .map(found -> found.code() + " " + found.location())
                .containsExactly("DUPLICATE_STATE_NAME /States/P/Branches[1]/States/A");
    }

    @Test
    void a_lone_state_may_lead_anywhere() {
        assertThat(
                        Definitions.parseState("{\"Type\": \"Pass\", \"Next\": \"Elsewhere\"}")
                                .diagnostics()
                                .errors())
                .isEmpty();
        assertThat(
                        Definitions.parseState(
                                        "{\"Type\": \"Parallel\", \"Branches\": [], \"End\":"
                                                + " true}")
                                .diagnostics()
                                .refusal())
                .isEqualTo(
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot"
                                + " be empty at /States/StateName/Branches'");
    }
}
