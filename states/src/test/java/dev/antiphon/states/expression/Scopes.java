package dev.antiphon.states.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/** Scopes that tests evaluate in. */
final class Scopes {
    static final Instant NOW = Instant.parse("2026-11-21T15:00:00.123Z");

    private static final String CONTEXT =
            """
            {"Execution": {"Name": "e1", "Input": {"a": 1}},
             "StateMachine": {"Id": "arn:m", "Name": "one-two-three"}}
            """;

    private Scopes() {}

    static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    static Scope of(String input) {
        return of(input, "{}");
    }

    static Scope of(String input, String variables) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> variable : ((ObjectNode) json(variables)).properties()) {
            byName.put(variable.getKey(), variable.getValue());
        }
        return new Scope(
                json(input),
                null,
                null,
                () -> json(CONTEXT),
                byName,
                RandomGeneratorFactory.of("L64X128MixRandom").create(7),
                NOW);
    }
}
