package dev.antiphon.wire.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model asks of a value.
 *
 * @param least the least length of a text, blob, list or map, or the least value of a number
 * @param most likewise
 * @param pattern that a text must match as a whole
 * @param values that a text may have; empty if any
 */
public record Constraints(
        @Nullable Long least, @Nullable Long most, @Nullable Pattern pattern, List<String> values) {
    private static final int FAR = 100;

    public static final Constraints NONE = new Constraints(null, null, null, List.of());

    static Constraints of(Tree tree) {
        String pattern = tree.text("pattern");
        Constraints constraints =
                new Constraints(
                        tree.number("min"),
                        tree.number("max"),
                        pattern == null ? null : Pattern.compile(pattern),
                        tree.texts("enum"));
        return constraints.equals(NONE) ? NONE : constraints;
    }

    /** Whether every value is good. */
    public boolean none() {
        return least == null && most == null && pattern == null && values.isEmpty();
    }

    /**
     * Whether a text matches the pattern. Texts far beyond the greatest length are not tried: they
     * are refused for that, and some of AWS's patterns take very long over long texts.
     */
    public boolean matches(String text) {
        if (pattern == null || (most != null && text.length() > FAR * most + FAR)) {
            return true;
        }
        try {
            return pattern.matcher(new Patience(text)).matches();
        } catch (StackOverflowError | Patience.Lost e) {
            // Java matches groups that repeat by recursion, and some patterns leave it a great many
            // ways to try; no good value takes that long.
            return false;
        }
    }

    /** A text that can be read only so often: what is being matched holds up an event loop. */
    private static final class Patience implements CharSequence {
        private static final int MOST_READS = 1_000_000;

        private static final class Lost extends RuntimeException {
            private static final long serialVersionUID = 1;

            Lost() {
                super(null, null, false, false);
            }
        }

        private final String text;
        private int reads;

        Patience(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new Lost();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether a text is in the set of values, if there is one. */
    public boolean allows(String text) {
        return values.isEmpty() || values.contains(text);
    }
}
