package dev.antiphon.service.schedule;

import java.util.BitSet;
import java.util.List;

/**
 * A field of a cron expression: values, ranges, increments and lists of these.
 *
 * @param names what the values from the lowest on are called too, or none
 */
record CronField(int low, int high, List<String> names) {
    static final List<String> NO_NAMES = List.of();

    static final CronField MINUTES = new CronField(0, 59, NO_NAMES);
    static final CronField HOURS = new CronField(0, 23, NO_NAMES);
    static final CronField DAYS_OF_MONTH = new CronField(1, 31, NO_NAMES);
    static final CronField MONTHS =
            new CronField(
                    1,
                    12,
                    List.of(
                            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT",
                            "NOV", "DEC"));
    static final CronField DAYS_OF_WEEK =
            new CronField(1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    /**
     * @throws IllegalArgumentException if the text is none of this field
     */
    BitSet values(String text) {
        BitSet values = new BitSet(high + 1);
        for (String part : text.split(",", -1)) {
            add(part, values);
        }
        return values;
    }

    private void add(String part, BitSet values) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : step(part.substring(slash + 1));
        int dash = range.indexOf('-');
        int from;
        int to;
        if (range.equals("*")) {
            from = low;
            to = high;
        } else if (dash >= 0) {
            from = value(range.substring(0, dash));
            to = value(range.substring(dash + 1));
        } else {
            from = value(range);
            to = slash < 0 ? from : high;
        }
        if (to < from) {
            if (low > 31) {
                throw new IllegalArgumentException("years run forward: " + part);
            }
            to += high - low + 1; // over the end, as in FRI-MON
        }
        for (int value = from; value <= to; value += step) {
            values.set(value > high ? value - (high - low + 1) : value);
        }
    }

    private int step(String text) {
        int step = number(text);
        if (step < 1 || step > high) {
            throw new IllegalArgumentException("no increment: " + text);
        }
        return step;
    }

    /** A single value, as a number or by its name. */
    int value(String text) {
        int named = names.indexOf(text);
        int value = named >= 0 ? low + named : number(text);
        if (value < low || value > high) {
            throw new IllegalArgumentException(text + " is not from " + low + " to " + high);
        }
        return value;
    }

    private static int number(String text) {
        if (text.isEmpty()
                || text.length() > 4
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a value: " + text);
        }
        return Integer.parseInt(text);
    }
}
