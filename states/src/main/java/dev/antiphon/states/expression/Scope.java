package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that an expression may refer to.
 *
 * @param input what {@code $} is with JSONPath, {@code $states.input} with JSONata
 * @param result {@code $states.result}, or null where the state has none yet
 * @param errorOutput {@code $states.errorOutput}, or null outside of a catcher
 * @param context the context object ({@code $$}, {@code $states.context}); made when asked for
 * @param variables by name, without the dollar
 * @param random for {@code States.UUID}, {@code States.MathRandom}, {@code $uuid} and {@code
 *     $random}
 * @param now for {@code $now} and {@code $millis}
 */
public record Scope(
        JsonNode input,
        @Nullable JsonNode result,
        @Nullable JsonNode errorOutput,
        Supplier<JsonNode> context,
        Map<String, JsonNode> variables,
        RandomGenerator random,
        Instant now) {
    public Scope withInput(JsonNode other) {
        return new Scope(other, result, errorOutput, context, variables, random, now);
    }

    public Scope withResult(JsonNode other) {
        return new Scope(input, other, errorOutput, context, variables, random, now);
    }

    public Scope withErrorOutput(JsonNode other) {
        return new Scope(input, result, other, context, variables, random, now);
    }
}
