package dev.antiphon.service.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code cron(minutes hours day-of-month month day-of-week year)}
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html).
 *
 * <p>AWS's form is Quartz's without seconds and with a year that must be there; what Quartz takes
 * and AWS's page leaves open (a range over the end such as {@code FRI-MON}, {@code L-3}, {@code
 * LW}, increments of weekdays) is taken here too.
 *
 * <p>cron-utils 9.2.1 was tried for this and does not fit: evaluating {@code 31W} throws at the
 * first month without a 31st, {@code 29W} in February does in most years; {@code NOV-FEB} never
 * comes in January and February; a time that the clocks show twice comes twice, where Scheduler's
 * comes once.
 */
public final class Cron implements ScheduleExpression {
    static final String PREFIX = "cron(";
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    private final BitSet minutes;
    private final BitSet hours;
    private final CronDays days;
    private final BitSet months;
    private final BitSet years;

    private Cron(BitSet minutes, BitSet hours, CronDays days, BitSet months, BitSet years) {
        this.minutes = minutes;
        this.hours = hours;
        this.days = days;
        this.months = months;
        this.years = years;
    }

    static Cron parse(String text) {
        if (!text.startsWith(PREFIX) || !text.endsWith(")")) {
            throw new InvalidScheduleExpression(text, "not of the form cron(…)");
        }
        String[] fields =
                text.substring(PREFIX.length(), text.length() - 1)
                        .strip()
                        .toUpperCase(Locale.ROOT)
                        .split("\\s+");
        if (fields.length != 6) {
            throw new InvalidScheduleExpression(text, fields.length + " fields, not 6");
        }
        try {
            return new Cron(
                    CronField.MINUTES.values(fields[0]),
                    CronField.HOURS.values(fields[1]),
                    CronDays.parse(fields[2], fields[4]),
                    CronField.MONTHS.values(fields[3]),
                    new CronField(FIRST_YEAR, LAST_YEAR, CronField.NO_NAMES).values(fields[5]));
        } catch (IllegalArgumentException e) {
            throw new InvalidScheduleExpression(text, "" + e.getMessage());
        }
    }

    @Override
    public boolean recurring() {
        return true;
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone, Instant start) {
        // Local times in their order are moments in their order, since of two moments with the same
        // local time only the first counts. So none is missed by going on from the local time of
        // `after`; while the clocks show times for the second time, what is found lies behind it.
        LocalDateTime time = LocalDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES);
        while (true) {
            LocalDateTime candidate = atOrAfter(time);
            if (candidate == null) {
                return Optional.empty();
            }
            Optional<Instant> instant = At.instant(candidate, zone);
            if (instant.isPresent() && instant.get().isAfter(after)) {
                return instant;
            }
            time = candidate.plusMinutes(1);
        }
    }

    private @Nullable LocalDateTime atOrAfter(LocalDateTime from) {
        LocalDate date = atOrAfter(from.toLocalDate());
        if (date != null && date.equals(from.toLocalDate())) {
            LocalTime time = atOrAfter(from.toLocalTime());
            if (time != null) {
                return date.atTime(time);
            }
            date = atOrAfter(date.plusDays(1));
        }
        return date == null ? null : date.atTime(hours.nextSetBit(0), minutes.nextSetBit(0));
    }

    private @Nullable LocalTime atOrAfter(LocalTime from) {
        int minute = hours.get(from.getHour()) ? minutes.nextSetBit(from.getMinute()) : -1;
        if (minute >= 0) {
            return LocalTime.of(from.getHour(), minute);
        }
        int hour = hours.nextSetBit(from.getHour() + 1);
        return hour < 0 ? null : LocalTime.of(hour, minutes.nextSetBit(0));
    }

    private @Nullable LocalDate atOrAfter(LocalDate from) {
        LocalDate date = from;
        while (true) {
            int year = years.nextSetBit(Math.max(date.getYear(), FIRST_YEAR));
            if (year < 0) {
                return null;
            }
            if (year != date.getYear()) {
                date = LocalDate.of(year, 1, 1);
            }
            if (!months.get(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else if (days.include(date)) {
                return date;
            } else {
                date = date.plusDays(1);
            }
        }
    }
}
