package dev.antiphon.service.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * An {@code at(…)}, {@code rate(…)} or {@code cron(…)} expression, parsed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Rules
 *     that run on a schedule</a>
 */
public sealed interface ScheduleExpression permits At, Rate, Cron {
    /**
     * The expression of a rule on an event bus: a rate, whose unit must agree in number with its
     * value, or a cron expression. There is no {@code at}; it is evaluated in UTC.
     *
     * @throws InvalidScheduleExpression if it is none
     */
    static ScheduleExpression ofRule(String text) {
        if (text.startsWith(Cron.PREFIX)) {
            return Cron.parse(text);
        }
        Rate rate = Rate.parse(text);
        if (!rate.agreesInNumber()) {
            throw new InvalidScheduleExpression(text, "value and unit must agree in number");
        }
        return rate;
    }

    /**
     * The expression of a schedule of EventBridge Scheduler.
     *
     * @throws InvalidScheduleExpression if it is none
     */
    static ScheduleExpression ofSchedule(String text) {
        if (text.startsWith(Cron.PREFIX)) {
            return Cron.parse(text);
        }
        return text.startsWith(At.PREFIX) ? At.parse(text) : Rate.parse(text);
    }

    /** Whether it may happen more than once. */
    boolean recurring();

    /**
     * The first time that is later than {@code after}; empty if there is none. A local time that
     * the clocks skip in {@code zone} does not happen; one that they show twice happens at the
     * first of the two.
     *
     * @param start what a rate counts from, and its first time; the others do not look at it
     */
    Optional<Instant> next(Instant after, ZoneId zone, Instant start);
}
