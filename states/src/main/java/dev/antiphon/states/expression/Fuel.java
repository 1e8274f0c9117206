package dev.antiphon.states.expression;

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

    private static final int LONGEST_TEXT = 8 * LONGEST_SEQUENCE;

    private long left = FULL;
    private int depth;

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
