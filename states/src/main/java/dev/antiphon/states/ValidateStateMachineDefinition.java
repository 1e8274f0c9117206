package dev.antiphon.states;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import dev.antiphon.states.language.Definitions;
import dev.antiphon.states.language.Diagnostic;
import dev.antiphon.states.language.Diagnostics;
import dev.antiphon.states.language.WorkflowType;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionRequest;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionSeverity;

/** Tells what is wrong with a definition without making a machine of it. */
final class ValidateStateMachineDefinition
        implements Query<
                ValidateStateMachineDefinitionRequest, ValidateStateMachineDefinitionResponse> {
    private static final int MOST = 100;

    @Override
    public ValidateStateMachineDefinitionResponse answer(
            Catalogs catalogs, ValidateStateMachineDefinitionRequest request, Caller caller) {
        WorkflowType type =
                request.type() == StateMachineType.EXPRESS
                        ? WorkflowType.EXPRESS
                        : WorkflowType.STANDARD;
        Diagnostics found = Definitions.parse(request.definition(), type).diagnostics();
        List<Diagnostic> asked =
                request.severity() == ValidateStateMachineDefinitionSeverity.WARNING
                        ? found.all()
                        : found.errors();
        int most =
                request.maxResults() == null || request.maxResults() == 0
                        ? MOST
                        : request.maxResults();
        return ValidateStateMachineDefinitionResponse.builder()
                .result(
                        found.errors().isEmpty()
                                ? ValidateStateMachineDefinitionResultCode.OK
                                : ValidateStateMachineDefinitionResultCode.FAIL)
                .diagnostics(
                        asked.stream()
                                .limit(most)
                                .map(ValidateStateMachineDefinition::view)
                                .toList())
                .truncated(asked.size() > most)
                .build();
    }

    private static ValidateStateMachineDefinitionDiagnostic view(Diagnostic found) {
        return ValidateStateMachineDefinitionDiagnostic.builder()
                .severity(found.severity().name())
                .code(found.code().name())
                .message(found.message())
                .location(found.location())
                .build();
    }
}
