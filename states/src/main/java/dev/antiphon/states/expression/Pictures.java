package dev.antiphon.states.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it takes to work with pictures of numbers and times, which the library makes texts of. */
final class Pictures {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** A part of a time, and what is literally behind it. */
    private static final Pattern PART = Pattern.compile("\\[([^\\]]*)\\]([^\\[]*)");

    private static final Pattern LITERAL = Pattern.compile("[^\\p{Alnum}]");

    /** No time is longer. */
    private static final int LONGEST_TIME = 1_000;

    private Pictures() {}

    /** Of a number or a time: widths are filled up, character by character. */
    static void format(Fuel fuel, @Nullable Object picture) {
        if (!(picture instanceof String text)) {
            return;
        }
        fuel.spendSquare(text.length());
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            if (numbers.end() - numbers.start() > 4) {
                // A width, or digits that stand for as many.
                fuel.spendSquare(numbers.end() - numbers.start());
                if (wide(text, numbers.start())) {
                    throw Fuel.tooLarge();
                }
            } else {
                fuel.spendSquare(Integer.parseInt(numbers.group()));
            }
        }
    }

    private static boolean wide(String picture, int start) {
        return start > 0 && ",-".indexOf(picture.charAt(start - 1)) >= 0;
    }

    /**
     * Of a time that is read: a regular expression is made of the picture, which tries all ways to
     * divide digits among parts that have nothing between them.
     */
    static void parse(Fuel fuel, @Nullable Object text, @Nullable Object picture) {
        if (!(text instanceof String time) || !(picture instanceof String of)) {
            return;
        }
        if (time.length() > LONGEST_TIME) {
            throw Fuel.tooLarge();
        }
        fuel.spendSquare(of.length());
        double ways = 1;
        Matcher parts = PART.matcher(of);
        while (parts.find()) {
            if (!LITERAL.matcher(parts.group(2)).lookingAt()) {
                // Years, months … seconds have four or two digits, other parts as many as there
                // are.
                boolean bounded = parts.group(1).matches("[YMDHhms][0-9]*");
                ways *= bounded ? 3 : time.length() + 1;
            }
        }
        fuel.spend((long) Math.min(ways * Math.max(1, time.length()) / 8, Integer.MAX_VALUE));
    }
}
