package dev.antiphon.states.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the text of a definition must be before a machine has it. */
final class DefinitionText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DefinitionText() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidDefinition
     */
    static void check(String text, boolean express) {
        try {
            JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw StatesErrors.invalidDefinition(
                    "INVALID_JSON_DESCRIPTION: " + e.getOriginalMessage());
        }
    }
}
