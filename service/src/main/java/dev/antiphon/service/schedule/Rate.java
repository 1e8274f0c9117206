package dev.antiphon.service.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code rate(value unit)}: at a start and then once a period. A day is 24 hours, whatever the
 * clocks do.
 *
 * @param plural whether the unit was written in the plural
 */
public record Rate(int value, ChronoUnit unit, boolean plural) implements ScheduleExpression {
    /** AWS names no largest value; this is as many days as a schedule can ever see. */
    private static final Pattern FORM =
            Pattern.compile("rate\\(([0-9]{1,9})\\s+(minute|hour|day)(s?)\\)");

    static Rate parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidScheduleExpression(text, "not of the form rate(value unit)");
        }
        int value = Integer.parseInt(matcher.group(1));
        if (value == 0) {
            throw new InvalidScheduleExpression(text, "the value must be positive");
        }
        return new Rate(value, unit(matcher.group(2)), !matcher.group(3).isEmpty());
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "minute" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    boolean agreesInNumber() {
        return plural == (value != 1);
    }

    public Duration period() {
        return Duration.of(value, unit);
    }

    @Override
    public boolean recurring() {
        return true;
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone, Instant start) {
        if (after.isBefore(start)) {
            return Optional.of(start);
        }
        long periods = Duration.between(start, after).dividedBy(period()) + 1;
        return Optional.of(start.plus(period().multipliedBy(periods)));
    }
}
