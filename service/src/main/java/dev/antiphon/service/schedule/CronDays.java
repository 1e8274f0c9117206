package dev.antiphon.service.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;

/**
 * The days of a cron expression. One of its two fields says which, the other one is {@code ?}. The
 * special forms stand alone: none can be in a list.
 */
sealed interface CronDays {
    boolean include(LocalDate date);

    /**
     * @throws IllegalArgumentException if they are none
     */
    static CronDays parse(String ofMonth, String ofWeek) {
        if (ofMonth.equals("?") == ofWeek.equals("?")) {
            throw new IllegalArgumentException(
                    "one of day-of-month and day-of-week must be ?, the other must not");
        }
        return ofWeek.equals("?") ? ofMonth(ofMonth) : ofWeek(ofWeek);
    }

    private static CronDays ofMonth(String text) {
        if (text.equals("L")) {
            return new LastOfMonth(0);
        }
        if (text.equals("LW")) {
            return new LastWeekday();
        }
        if (text.startsWith("L-")) {
            int before = CronField.DAYS_OF_MONTH.value(text.substring(2));
            if (before > 30) {
                throw new IllegalArgumentException("no month has such a day: " + text);
            }
            return new LastOfMonth(before);
        }
        if (text.endsWith("W")) {
            return new NearestWeekday(
                    CronField.DAYS_OF_MONTH.value(text.substring(0, text.length() - 1)));
        }
        return new OfMonth(CronField.DAYS_OF_MONTH.values(text));
    }

    private static CronDays ofWeek(String text) {
        int hash = text.indexOf('#');
        if (text.equals("L")) {
            BitSet saturday = new BitSet();
            saturday.set(7);
            return new OfWeek(saturday);
        }
        if (text.endsWith("L")) {
            return new LastOfWeek(
                    CronField.DAYS_OF_WEEK.value(text.substring(0, text.length() - 1)));
        }
        if (hash >= 0) {
            String number = text.substring(hash + 1);
            if (number.length() != 1 || number.charAt(0) < '1' || number.charAt(0) > '5') {
                throw new IllegalArgumentException("no week of a month: " + number);
            }
            return new NumberedOfWeek(
                    CronField.DAYS_OF_WEEK.value(text.substring(0, hash)), number.charAt(0) - '0');
        }
        return new OfWeek(CronField.DAYS_OF_WEEK.values(text));
    }

    /** AWS counts from Sunday, 1, to Saturday, 7. */
    private static int dayOfWeek(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }

    /** {@code 1,15} and the like. */
    record OfMonth(BitSet days) implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return days.get(date.getDayOfMonth());
        }
    }

    /** {@code L} and {@code L-3}. */
    record LastOfMonth(int before) implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return date.getDayOfMonth() == date.lengthOfMonth() - before;
        }
    }

    /** {@code LW}: from Monday to Friday. */
    record LastWeekday() implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return date.equals(nearestWeekday(date.withDayOfMonth(date.lengthOfMonth())));
        }
    }

    /** {@code 15W}: the day from Monday to Friday that is nearest to it in the same month. */
    record NearestWeekday(int day) implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return day <= date.lengthOfMonth()
                    && date.equals(nearestWeekday(date.withDayOfMonth(day)));
        }
    }

    private static LocalDate nearestWeekday(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
        }
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return date.getDayOfMonth() == date.lengthOfMonth()
                    ? date.minusDays(2)
                    : date.plusDays(1);
        }
        return date;
    }

    /** {@code MON-FRI} and the like. */
    record OfWeek(BitSet days) implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return days.get(dayOfWeek(date));
        }
    }

    /** {@code 6L}: the last Friday. */
    record LastOfWeek(int day) implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return dayOfWeek(date) == day && date.getDayOfMonth() + 7 > date.lengthOfMonth();
        }
    }

    /** {@code 6#3}: the third Friday. */
    record NumberedOfWeek(int day, int number) implements CronDays {
        @Override
        public boolean include(LocalDate date) {
            return dayOfWeek(date) == day && (date.getDayOfMonth() - 1) / 7 + 1 == number;
        }
    }
}
