package dev.antiphon.events;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** When rules with a schedule fire. */
final class RuleSchedule {
    private RuleSchedule() {}

    /**
     * @throws dev.antiphon.api.AwsException ValidationException
     */
    static void check(String expression) {
        throw EventsErrors.validation("Parameter ScheduleExpression is not valid.");
    }

    /** Follows a rule that was put or deleted. */
    static void changed(Tx tx, @Nullable Rule before, @Nullable Rule after) {}
}
