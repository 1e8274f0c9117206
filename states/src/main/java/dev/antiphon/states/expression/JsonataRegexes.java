package dev.antiphon.states.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression of which each regular expression is a variable: {@code $match(x, /a+/)} becomes
 * {@code $match(x, $__regex0)}. The library would run {@link Pattern}s on plain texts, which can
 * take for ever; the variables hold {@link MeteredRegex}es, which cannot.
 */
record JsonataRegexes(String text, List<Pattern> patterns) {
    private static final String PREFIX = "__regex";

    static JsonataRegexes parse(String text) throws InvalidExpression {
        return new Scanner(text).scan();
    }

    static String variable(int index) {
        return PREFIX + index;
    }

    /** Looks only as closely as it takes to tell a regular expression from a division. */
    private static final class Scanner {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private final List<Pattern> patterns = new ArrayList<>();
        private int at;

        /** Whether what was read last is a value, so that a slash divides it. */
        private boolean afterValue;

        Scanner(String text) {
            this.text = text;
        }

        JsonataRegexes scan() throws InvalidExpression {
            if (text.indexOf('/') < 0) {
                return new JsonataRegexes(text, List.of());
            }
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c)) {
                    copy(at + 1);
                } else if (text.startsWith("/*", at)) {
                    copy(end(text.indexOf("*/", at + 2), 2));
                } else if (c == '/' && !afterValue) {
                    regex();
                } else if (c == '\'' || c == '"') {
                    copy(endOfString(c));
                    afterValue = true;
                } else if (c == '`') {
                    copy(end(text.indexOf('`', at + 1), 1));
                    afterValue = true;
                } else if (Character.isLetterOrDigit(c) || c == '$' || c == '_') {
                    word();
                } else {
                    // Where a value is due, these stand for all fields, or for the parent.
                    boolean wildcard = !afterValue && (c == '*' || c == '%');
                    afterValue = wildcard || ")]}".indexOf(c) >= 0;
                    copy(text.startsWith("**", at) ? at + 2 : at + 1);
                }
            }
            return new JsonataRegexes(out.toString(), List.copyOf(patterns));
        }

        private void copy(int end) {
            out.append(text, at, end);
            at = end;
        }

        private int end(int found, int length) {
            return found < 0 ? text.length() : found + length;
        }

        private int endOfString(char quote) {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != quote) {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return Math.min(end + 1, text.length());
        }

        private void word() {
            int end = at;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end))
                            || "$_".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            String word = text.substring(at, end);
            afterValue = !(afterValue && List.of("and", "or", "in").contains(word));
            copy(end);
        }

        /** To the slash that is not escaped and not in brackets, as the library reads it. */
        private void regex() throws InvalidExpression {
            int depth = 0;
            int end = at + 1;
            while (end < text.length() && (text.charAt(end) != '/' || depth > 0)) {
                char c = text.charAt(end);
                if (c == '\\') {
                    end++;
                } else if ("([{".indexOf(c) >= 0) {
                    depth++;
                } else if (")]}".indexOf(c) >= 0) {
                    depth--;
                }
                end++;
            }
            if (end >= text.length()) {
                throw invalid("No terminating / in regular expression");
            }
            String pattern = text.substring(at + 1, end);
            if (pattern.isEmpty()) {
                throw invalid("Empty regular expressions are not allowed");
            }
            at = end + 1;
            int flags = 0;
            while (at < text.length() && "im".indexOf(text.charAt(at)) >= 0) {
                flags |= text.charAt(at) == 'i' ? Pattern.CASE_INSENSITIVE : Pattern.MULTILINE;
                at++;
            }
            out.append('$').append(variable(patterns.size()));
            try {
                patterns.add(Pattern.compile(pattern, flags));
            } catch (PatternSyntaxException e) {
                throw invalid(e.getDescription() + " in regular expression " + pattern);
            }
            afterValue = true;
        }

        private static InvalidExpression invalid(String why) {
            return new InvalidExpression(why, "");
        }
    }
}
