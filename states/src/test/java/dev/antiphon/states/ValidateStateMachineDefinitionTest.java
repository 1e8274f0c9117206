package dev.antiphon.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.TestNode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionRequest;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionSeverity;

class ValidateStateMachineDefinitionTest {
    private static final String THREE_ERRORS =
            """
            {
              "StartAt": "A",
              "States": {
                "A": {"Type": "Pass", "Catch": [], "Retry": [], "TimeoutSeconds": 1, "End": true}
              }
            }
            """;
    private static final String WARNED =
            """
            {
              "StartAt": "A",
              "States": {"A": {"Type": "Pass", "Parameters": {"a": "$.a"}, "End": true}}
            }
            """;

    private final TestNode node = TestNode.of(new StatesService());

    private ValidateStateMachineDefinitionResponse validate(
            ValidateStateMachineDefinitionRequest.Builder request) {
        return node.call(request.build());
    }

    private static ValidateStateMachineDefinitionRequest.Builder request(String definition) {
        return ValidateStateMachineDefinitionRequest.builder().definition(definition);
    }

    @Test
    void a_definition_without_errors_is_ok() {
        ValidateStateMachineDefinitionResponse answer = validate(request(WARNED));

        assertThat(answer.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
        assertThat(answer.diagnostics()).isEmpty();
        assertThat(answer.hasDiagnostics()).isTrue();
        assertThat(answer.truncated()).isFalse();
    }

    @Test
    void warnings_are_told_to_who_asks_for_them_and_fail_nothing() {
        ValidateStateMachineDefinitionResponse answer =
                validate(request(WARNED).severity(ValidateStateMachineDefinitionSeverity.WARNING));

        assertThat(answer.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
        assertThat(answer.diagnostics())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severityAsString()).isEqualTo("WARNING");
                    assertThat(found.code()).isEqualTo("NO_DOLLAR");
                    assertThat(found.location()).isEqualTo("/States/A/Parameters/a");
                });
    }

    @Test
    void errors_have_severity_code_message_and_location() {
        ValidateStateMachineDefinitionResponse answer = validate(request(THREE_ERRORS));

        assertThat(answer.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
        assertThat(answer.diagnostics()).hasSize(3);
        assertThat(answer.diagnostics().getFirst())
                .satisfies(found -> {
                    assertThat(found.severityAsString()).isEqualTo("ERROR");
                    assertThat(found.code()).isEqualTo("SCHEMA_VALIDATION_FAILED");
                    assertThat(found.message()).isEqualTo("Field 'Catch' is not supported");
                    assertThat(found.location()).isEqualTo("/States/A");
                });
    }

    @Test
    void no_more_are_told_than_asked_for() {
        ValidateStateMachineDefinitionResponse some = validate(request(THREE_ERRORS).maxResults(2));
        assertThat(some.diagnostics()).hasSize(2);
        assertThat(some.truncated()).isTrue();

        ValidateStateMachineDefinitionResponse all = validate(request(THREE_ERRORS).maxResults(0));
        assertThat(all.diagnostics()).hasSize(3);
        assertThat(all.truncated()).isFalse();
    }

    @Test
    void the_type_of_the_machine_counts() {
        String waits =
                """
                {
                  "StartAt": "A",
                  "States": {
                    "A": {
                      "Type": "Task",
                      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                      "End": true
                    }
                  }
                }
                """;

        assertThat(validate(request(waits)).result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
        assertThat(validate(request(waits).type(StateMachineType.EXPRESS)).result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
    }
}
