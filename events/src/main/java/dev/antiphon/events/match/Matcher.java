package dev.antiphon.events.match;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.AnythingBut;
import software.amazon.event.ruler.AnythingButValuesSet;
import software.amazon.event.ruler.Patterns;
import software.amazon.event.ruler.ValuePatterns;

/**
 * One of the alternatives that a pattern gives for a field. Texts are with their quotes, as in
 * {@link EventFields.Value}. Each does what the ruler's automaton does for the same pattern, which
 * a test holds them to.
 */
sealed interface Matcher {
    boolean matches(EventFields.Value value);

    record Equal(String token) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return value.token.equals(token);
        }
    }

    /** Numbers are equal by value: 300 is 3.0e2. */
    record EqualNumber(String comparable) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return comparable.equals(value.comparable());
        }
    }

    record EqualIgnoringCase(String folded) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return value.folded().equals(folded);
        }
    }

    record Prefix(String token) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return value.token.startsWith(token);
        }
    }

    record PrefixIgnoringCase(String folded) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return value.folded().startsWith(folded);
        }
    }

    record Suffix(String token) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return value.token.endsWith(token);
        }
    }

    record SuffixIgnoringCase(String folded) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return value.folded().endsWith(folded);
        }
    }

    /** Between two texts of the same length, of digits of the ruler's kind or hexadecimal. */
    record Between(String low, boolean openLow, String high, boolean openHigh, boolean address)
            implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            String at = address ? address(value) : value.comparable();
            if (at == null || at.length() != low.length()) {
                return false;
            }
            int above = at.compareTo(low);
            int below = at.compareTo(high);
            return (openLow ? above > 0 : above >= 0) && (openHigh ? below < 0 : below <= 0);
        }

        /** An IP address as a hexadecimal number, or null if the value is none. */
        private static @Nullable String address(EventFields.Value value) {
            if (!value.string()) {
                return null;
            }
            String text = value.token.substring(1, value.token.length() - 1);
            boolean literal =
                    !text.isEmpty()
                            && text.chars()
                                    .allMatch(c ->
                                            c == '.' || c == ':' || Character.digit(c, 16) >= 0);
            try {
                return literal
                                && (text.indexOf(':') >= 0
                                        || text.chars().filter(c -> c == '.').count() == 3)
                        ? HexFormat.of()
                                .withUpperCase()
                                .formatHex(InetAddress.ofLiteral(text).getAddress())
                        : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** A star is any number of characters. */
    record Wildcard(List<String> parts) implements Matcher {
        static Wildcard of(String token) {
            List<String> parts = new ArrayList<>();
            StringBuilder part = new StringBuilder();
            for (int i = 0; i < token.length(); i++) {
                char c = token.charAt(i);
                if (c == '\\' && i + 1 < token.length()) {
                    part.append(token.charAt(++i));
                } else if (c == '*') {
                    parts.add(part.toString());
                    part.setLength(0);
                } else {
                    part.append(c);
                }
            }
            parts.add(part.toString());
            return new Wildcard(parts);
        }

        @Override
        public boolean matches(EventFields.Value value) {
            String text = value.token;
            String first = parts.getFirst();
            String last = parts.getLast();
            if (parts.size() == 1) {
                return text.equals(first);
            }
            if (!text.startsWith(first)
                    || !text.endsWith(last)
                    || text.length() < first.length() + last.length()) {
                return false;
            }
            int at = first.length();
            int end = text.length() - last.length();
            for (String part : parts.subList(1, parts.size() - 1)) {
                int found = text.indexOf(part, at);
                if (found < 0 || found + part.length() > end) {
                    return false;
                }
                at = found + part.length();
            }
            return true;
        }
    }

    record AnyValue() implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            return true;
        }
    }

    /** What none of the others matches. */
    record NoneOf(List<Matcher> others) implements Matcher {
        @Override
        public boolean matches(EventFields.Value value) {
            for (Matcher other : others) {
                if (other.matches(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What one of the ruler's patterns comes to; that a field is missing is no value's matter. */
    static Matcher of(Patterns pattern) {
        return switch (pattern.type()) {
            case EXACT -> new Equal(text(pattern));
            case NUMERIC_EQ -> new EqualNumber(text(pattern));
            case EQUALS_IGNORE_CASE -> new EqualIgnoringCase(fold(text(pattern)));
            case PREFIX -> new Prefix(text(pattern));
            case PREFIX_EQUALS_IGNORE_CASE -> new PrefixIgnoringCase(fold(text(pattern)));
            case SUFFIX -> new Suffix(reversed(text(pattern)));
            case SUFFIX_EQUALS_IGNORE_CASE -> new SuffixIgnoringCase(fold(reversed(text(pattern))));
            case WILDCARD -> Wildcard.of(text(pattern));
            case NUMERIC_RANGE -> between(pattern.toString());
            case EXISTS -> new AnyValue();
            case ANYTHING_BUT -> anythingBut((AnythingBut) pattern);
            case ANYTHING_BUT_IGNORE_CASE ->
                    noneOf(pattern, token -> new EqualIgnoringCase(fold(token)));
            case ANYTHING_BUT_PREFIX -> noneOf(pattern, Prefix::new);
            case ANYTHING_BUT_SUFFIX -> noneOf(pattern, token -> new Suffix(reversed(token)));
            case ANYTHING_BUT_WILDCARD -> noneOf(pattern, Wildcard::of);
            case ABSENT -> throw new IllegalArgumentException("absence is not a value's");
        };
    }

    private static String text(Patterns pattern) {
        return ((ValuePatterns) pattern).pattern();
    }

    private static Matcher anythingBut(AnythingBut pattern) {
        boolean numeric = pattern.toString().contains("isNum=true");
        return noneOf(
                pattern.getValues(), token -> numeric ? new EqualNumber(token) : new Equal(token));
    }

    private static Matcher noneOf(Patterns pattern, Function<String, Matcher> matcher) {
        return noneOf(((AnythingButValuesSet) pattern).getValues(), matcher);
    }

    private static Matcher noneOf(Set<String> tokens, Function<String, Matcher> matcher) {
        return new NoneOf(new TreeSet<>(tokens).stream().map(matcher).toList());
    }

    /**
     * The ruler keeps a range's ends to itself but for its text: {@code LOW/HIGH:openLow/openHigh:
     * address}, where the ends are hexadecimal or lists of numbers.
     */
    private static Matcher between(String range) {
        String[] parts = range.substring(0, range.indexOf(" (")).split("[/:]", -1);
        boolean address = Boolean.parseBoolean(parts[4]);
        return new Between(
                address ? parts[0] : digits(parts[0]),
                Boolean.parseBoolean(parts[2]),
                address ? parts[1] : digits(parts[1]),
                Boolean.parseBoolean(parts[3]),
                address);
    }

    private static String digits(String list) {
        StringBuilder digits = new StringBuilder();
        for (String number : list.substring(1, list.length() - 1).split(", ", -1)) {
            digits.append((char) Integer.parseInt(number));
        }
        return digits.toString();
    }

    /** A number so written that its order is that of the characters, or null if it is too large. */
    static @Nullable String comparable(String number) {
        try {
            return Patterns.numericEquals(number).pattern();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
