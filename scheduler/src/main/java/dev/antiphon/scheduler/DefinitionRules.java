package dev.antiphon.scheduler;

import dev.antiphon.service.schedule.InvalidScheduleExpression;
import dev.antiphon.service.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import org.jspecify.annotations.Nullable;

/** What the definition of a schedule may say, beyond what AWS's model says of each member. */
final class DefinitionRules {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private DefinitionRules() {}

    /**
     * @param before what it was, or null for a new one
     * @throws dev.antiphon.api.AwsException ValidationException
     */
    static void check(Definition definition, @Nullable Definition before, Instant now) {
        ScheduleExpression expression = expression(definition.expression());
        checkZone(definition.zone());
        if (definition.flexible() && definition.windowMinutes() == null) {
            throw SchedulerErrors.invalid(
                    "MaximumWindowInMinutes must be specified when the mode of FlexibleTimeWindow"
                            + " is FLEXIBLE.");
        }
        if (expression.recurring()) {
            checkDates(definition, before, now);
        }
        TargetRules.check(definition.target());
    }

    private static ScheduleExpression expression(String text) {
        try {
            return ScheduleExpression.ofSchedule(text);
        } catch (InvalidScheduleExpression e) {
            throw SchedulerErrors.invalidExpression(text);
        }
    }

    /** The names of the IANA database; offsets such as +02:00 are none. */
    private static void checkZone(String zone) {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(zone)) {
            throw SchedulerErrors.invalid("Invalid Schedule Expression Timezone " + zone + ".");
        }
    }

    private static void checkDates(
            Definition definition, @Nullable Definition before, Instant now) {
        Instant start = definition.start();
        Instant end = definition.end();
        boolean kept = before != null && start != null && start.equals(before.start());
        if (start != null && !kept && start.isBefore(now.minus(TOLERANCE))) {
            throw SchedulerErrors.invalid(
                    "The StartDate you specify cannot be earlier than 5 minutes ago.");
        }
        if (end != null && start != null && !end.isAfter(start)) {
            throw SchedulerErrors.invalid("The EndDate you specify must be after the StartDate.");
        }
        if (end != null && before == null && !end.isAfter(now)) {
            throw SchedulerErrors.invalid("The EndDate you specify must be in the future.");
        }
    }
}
