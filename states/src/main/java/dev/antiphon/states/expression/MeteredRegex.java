package dev.antiphon.states.expression;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression within one evaluation: a function from a text to its first match, as JSONata
 * has it, of which every look at a character spends fuel.
 */
final class MeteredRegex extends JFunction {
    private final Pattern pattern;
    private final Fuel fuel;

    MeteredRegex(Pattern pattern, Fuel fuel) {
        super(firstMatch(pattern, fuel), "<s-:o>");
        this.pattern = pattern;
        this.fuel = fuel;
    }

    Matcher matcher(String text) {
        return pattern.matcher(fuel.metered(text));
    }

    private static JFunctionCallable firstMatch(Pattern pattern, Fuel fuel) {
        return (_, arguments) ->
                JsonataFunctions.at(arguments, 0) instanceof String text
                        ? next(pattern.matcher(fuel.metered(text)))
                        : null;
    }

    private static @Nullable Map<String, Object> next(Matcher matcher) {
        if (!matcher.find()) {
            return null;
        }
        Map<String, Object> match = describe(matcher);
        match.put("next", new JFunction((_, _) -> next(matcher), "<:o>"));
        return match;
    }

    /** What a function is told of a match. */
    static Map<String, Object> describe(Matcher matcher) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("start", matcher.start());
        match.put("end", matcher.end());
        match.put("groups", groups(matcher));
        return match;
    }

    static List<@Nullable String> groups(Matcher matcher) {
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return groups;
    }
}
