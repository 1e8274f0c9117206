package dev.antiphon.states.machine;

import dev.antiphon.states.language.Definitions;
import dev.antiphon.states.language.Parsed;
import dev.antiphon.states.language.WorkflowType;

/** What the text of a definition must be before a machine has it. */
final class DefinitionText {
    private DefinitionText() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidDefinition
     */
    static void check(String text, boolean express) {
        Parsed parsed =
                Definitions.parse(text, express ? WorkflowType.EXPRESS : WorkflowType.STANDARD);
        if (parsed instanceof Parsed.Invalid(var diagnostics)) {
            throw StatesErrors.invalidDefinition(diagnostics.refusal());
        }
    }
}
