package dev.antiphon.states.expression;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much one evaluation may still do. Expressions come from users, and a JSONata expression can
 * loop, double a text or let a regular expression backtrack for ever, while the partition waits. So
 * every step, element and character costs, and who has spent all fails, after a second or so. It is
 * counted rather than timed, so that the same expression always ends the same way.
 */
final class Fuel {
    private static final long FULL = 10_000_000;

    /** On AWS, a sum of 200 terms is too deep. */
    private static final int DEEPEST = 199;

    /** On AWS, a sequence of one more is too large, and a text twice as long as 2^22. */
    private static final int LONGEST_SEQUENCE = 873_782;

    static final int LONGEST_TEXT = 8 * LONGEST_SEQUENCE;

    private static final int CHEAP_SEARCH = 1_000_000;

    /**
     * Of the evaluation that is going on. Functions of the library are shared by all of them, and
     * it tells a function nothing of who calls.
     */
    private static final ScopedValue<Fuel> CURRENT = ScopedValue.newInstance();

    private long left = FULL;
    private int depth;
    private long written;

    static Fuel current() {
        return CURRENT.get();
    }

    <T> T during(Supplier<T> evaluation) {
        return ScopedValue.where(CURRENT, this).call(evaluation::get);
    }

    /** That an evaluation was cut off. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted(String message) {
            super(message, null, false, false);
        }
    }

    void spend(long units) {
        left -= units;
        if (left < 0) {
            throw new Exhausted("Expression evaluation timeout: Check for infinite loop");
        }
    }

    /** A part of the expression is being evaluated. */
    void enter() {
        spend(1);
        depth++;
        if (depth > DEEPEST) {
            throw tooDeep();
        }
    }

    /** It has been, with this many elements or characters as its result. */
    void leave(int elements, int characters) {
        depth--;
        if (elements > LONGEST_SEQUENCE || characters > LONGEST_TEXT) {
            throw tooLarge();
        }
        spend(elements / 4 + characters / 32);
    }

    /** Something takes as long as the square of this. */
    void spendSquare(long length) {
        spend(length + length * length / 64);
    }

    /** Some operation looks at all of a value, which may have one part in many places. */
    void weigh(@Nullable Object value) {
        spend(1);
        switch (value) {
            case String text -> spend(text.length() / 32);
            case List<?> list -> list.forEach(this::weigh);
            case Map<?, ?> map -> map.values().forEach(this::weigh);
            case null, default -> {}
        }
    }

    /** The same, where a text is made of it. */
    void write(@Nullable Object value) {
        written = 0;
        write(value, 0);
    }

    private void write(@Nullable Object value, int indent) {
        spend(1);
        switch (value) {
            case String text -> makes(text.length());
            case List<?> list -> {
                for (Object each : list) {
                    makes(indent);
                    write(each, indent + 2);
                }
            }
            case Map<?, ?> map ->
                    map.forEach((key, each) -> {
                        makes(indent + String.valueOf(key).length());
                        write(each, indent + 2);
                    });
            case null, default -> makes(8);
        }
    }

    /** So many more characters of a text. */
    void makes(long characters) {
        written += characters;
        if (written > LONGEST_TEXT) {
            throw tooLarge();
        }
        spend(characters / 32);
    }

    /**
     * What {@code indexOf} would find. That takes as long as both texts together in most cases, and
     * as their product in some.
     */
    int find(String text, String sought, int from) {
        long most = (long) sought.length() * (text.length() - from);
        if (most <= CHEAP_SEARCH) {
            int at = text.indexOf(sought, from);
            int end = at < 0 ? text.length() : at;
            spend((long) (end - from) * sought.length() / 256);
            return at;
        }
        Matcher matcher = Pattern.compile(sought, Pattern.LITERAL).matcher(metered(text));
        return matcher.find(from) ? matcher.start() : -1;
    }

    static Exhausted tooLarge() {
        return new Exhausted(
                "Expression evaluation memory limit exceeded: Check for excessive memory usage");
    }

    static Exhausted tooDeep() {
        return new Exhausted(
                "Stack overflow error: Check for non-terminating recursive function."
                        + "  Consider rewriting as tail-recursive.");
    }

    /** A text of which every look at a character costs: what a regular expression is run on. */
    CharSequence metered(String text) {
        return new Metered(text, 0, text.length());
    }

    private final class Metered implements CharSequence {
        private final String text;
        private final int start;
        private final int end;

        Metered(String text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            spend(1);
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Metered(text, start + from, start + to);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
