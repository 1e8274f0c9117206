package dev.antiphon.states.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSONata's functions that take regular expressions, which here spend fuel. */
final class JsonataPatterns {
    private final Fuel fuel;

    JsonataPatterns(Fuel fuel) {
        this.fuel = fuel;
    }

    @Nullable Object match(List<?> arguments) {
        if (!(JsonataFunctions.at(arguments, 0) instanceof String text)
                || !(JsonataFunctions.at(arguments, 1) instanceof MeteredRegex regex)) {
            return null;
        }
        int limit = limit(arguments, 2, "D3040");
        List<Object> matches = Utils.createSequence();
        Matcher matcher = regex.matcher(text);
        while (matches.size() < limit && find(matcher)) {
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("match", matcher.group());
            match.put("index", matcher.start());
            match.put("groups", MeteredRegex.groups(matcher));
            matches.add(match);
        }
        return matches;
    }

    @Nullable Object contains(List<?> arguments) {
        if (!(JsonataFunctions.at(arguments, 0) instanceof String text)) {
            return null;
        }
        return switch (JsonataFunctions.at(arguments, 1)) {
            case String token -> fuel.find(text, token, 0) >= 0;
            case MeteredRegex regex -> regex.matcher(text).find();
            case null, default -> null;
        };
    }

    @Nullable Object split(List<?> arguments) {
        if (!(JsonataFunctions.at(arguments, 0) instanceof String text)) {
            return null;
        }
        int limit = limit(arguments, 2, "D3020");
        List<Object> parts = new ArrayList<>();
        switch (JsonataFunctions.at(arguments, 1)) {
            case String separator when separator.isEmpty() ->
                    text.codePoints().limit(limit).forEach(c -> parts.add(Character.toString(c)));
            case String separator -> {
                int start = 0;
                for (int end = fuel.find(text, separator, 0);
                        end >= 0;
                        end = fuel.find(text, separator, start)) {
                    parts.add(text.substring(start, end));
                    start = end + separator.length();
                }
                parts.add(text.substring(start));
            }
            case MeteredRegex regex -> {
                Matcher matcher = regex.matcher(text);
                int start = 0;
                while (find(matcher)) {
                    parts.add(text.substring(start, matcher.start()));
                    start = matcher.end();
                }
                parts.add(text.substring(start));
            }
            case null, default -> {
                return null;
            }
        }
        return parts.size() > limit ? new ArrayList<>(parts.subList(0, limit)) : parts;
    }

    @Nullable Object replace(List<?> arguments) throws Throwable {
        if (!(JsonataFunctions.at(arguments, 0) instanceof String text)) {
            return null;
        }
        Object sought = JsonataFunctions.at(arguments, 1);
        Object replacement = JsonataFunctions.at(arguments, 2);
        if (sought == null || replacement == null) {
            return null;
        }
        if (sought.equals("")) {
            throw new JException("D3010");
        }
        int limit = limit(arguments, 3, "D3011");
        Matcher matcher =
                sought instanceof MeteredRegex regex
                        ? regex.matcher(text)
                        : Pattern.compile((String) sought, Pattern.LITERAL)
                                .matcher(fuel.metered(text));
        StringBuilder replaced = new StringBuilder();
        int start = 0;
        for (int i = 0; i < limit && find(matcher); i++) {
            replaced.append(text, start, matcher.start());
            if (!(replacement instanceof String string)) {
                replaced.append(replacement(replacement, matcher));
            } else if (sought instanceof String) {
                replaced.append(string);
            } else {
                expand(string, matcher, replaced);
            }
            start = matcher.end();
            if (replaced.length() > Fuel.LONGEST_TEXT) {
                throw Fuel.tooLarge();
            }
        }
        return replaced.append(text, start, text.length()).toString();
    }

    /** A pattern that matches nothing would do so for ever. */
    private static boolean find(Matcher matcher) {
        boolean found = matcher.find();
        if (found && matcher.end() == matcher.start()) {
            throw new JException("D1004");
        }
        return found;
    }

    private static int limit(List<?> arguments, int index, String error) {
        if (!(JsonataFunctions.at(arguments, index) instanceof Number limit)) {
            return Integer.MAX_VALUE;
        }
        if (limit.doubleValue() < 0) {
            throw new JException(error, -1, limit);
        }
        return limit.intValue();
    }

    /** Of a function: it is given the match. */
    private static String replacement(Object function, Matcher matcher) throws Throwable {
        Map<String, Object> match = MeteredRegex.describe(matcher);
        if (Functions.funcApply(function, List.of(match)) instanceof String string) {
            return string;
        }
        throw new JException("D3012");
    }

    /** {@code $1} stands for a group, {@code $0} for the whole match, {@code $$} for a dollar. */
    private static void expand(String replacement, Matcher matcher, StringBuilder into) {
        int i = 0;
        while (i < replacement.length()) {
            char c = replacement.charAt(i);
            i++;
            if (c != '$' || i == replacement.length()) {
                into.append(c);
            } else if (replacement.charAt(i) == '$') {
                into.append('$');
                i++;
            } else if (Character.isDigit(replacement.charAt(i))) {
                // The longest number that is a group; digits after it stand for themselves.
                int group = replacement.charAt(i) - '0';
                i++;
                while (i < replacement.length()
                        && Character.isDigit(replacement.charAt(i))
                        && group * 10 + replacement.charAt(i) - '0' <= matcher.groupCount()) {
                    group = group * 10 + replacement.charAt(i) - '0';
                    i++;
                }
                String value = group <= matcher.groupCount() ? matcher.group(group) : null;
                into.append(value == null ? "" : value);
            } else {
                into.append('$');
            }
        }
    }
}
