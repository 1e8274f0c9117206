package dev.antiphon.states.language;

import dev.antiphon.states.expression.Condition;
import dev.antiphon.states.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * @param output with JSONata: what the next state is given; null for the state's own Output
 * @param assign what is assigned to variables if the rule is taken, or null
 */
public record ChoiceRule(
        Condition condition,
        String next,
        @Nullable Expression output,
        @Nullable Expression assign) {}
