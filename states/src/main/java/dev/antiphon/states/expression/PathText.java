package dev.antiphon.states.expression;

import dev.antiphon.states.expression.Path.Root;
import dev.antiphon.states.expression.Path.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a path, taken apart.
 *
 * @param rest what follows the root, as the library reads it
 * @param steps all of the rest, or null if it is more than fields and indices
 */
record PathText(Root root, String rest, @Nullable List<Step> steps) {
    private static final int LONGEST_VARIABLE = 80;

    static PathText parse(String text) throws InvalidExpression {
        if (!text.startsWith("$")) {
            throw invalid();
        }
        int end = 1;
        Root root = new Root.Input();
        if (text.startsWith("$$")) {
            end = 2;
            root = new Root.Context();
        } else if (text.length() > 1 && Character.isUnicodeIdentifierStart(text.charAt(1))) {
            while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
                end++;
            }
            if (end - 1 > LONGEST_VARIABLE) {
                throw invalid();
            }
            root = new Root.Variable(text.substring(1, end));
        }
        String rest = text.substring(end);
        if (!rest.isEmpty() && rest.charAt(0) != '.' && rest.charAt(0) != '[') {
            throw invalid();
        }
        return new PathText(root, rest, steps(rest));
    }

    static InvalidExpression invalid() {
        return new InvalidExpression("Value must be a valid JSONPath.", "");
    }

    private static @Nullable List<Step> steps(String rest) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < rest.length()) {
            if (rest.charAt(at) == '.') {
                int end = endOfName(rest, at + 1);
                if (end < 0) {
                    return null;
                }
                steps.add(new Step.Field(rest.substring(at + 1, end)));
                at = end;
            } else {
                int end = bracket(rest, at, steps);
                if (end < 0) {
                    return null;
                }
                at = end;
            }
        }
        return List.copyOf(steps);
    }

    /** The end of a name after a dot, or -1 if it is empty or not only a name. */
    private static int endOfName(String rest, int start) {
        int end = start;
        while (end < rest.length() && rest.charAt(end) != '.' && rest.charAt(end) != '[') {
            char c = rest.charAt(end);
            if ("*()?@,:'\"] ".indexOf(c) >= 0) {
                return -1;
            }
            end++;
        }
        return end == start ? -1 : end;
    }

    /** Adds what stands in the brackets; gives where they end, or -1 if it is not a simple step. */
    private static int bracket(String rest, int start, List<Step> steps) {
        int at = start + 1;
        if (at >= rest.length()) {
            return -1;
        }
        char first = rest.charAt(at);
        if (first == '\'' || first == '"') {
            StringBuilder name = new StringBuilder();
            at++;
            while (at < rest.length() && rest.charAt(at) != first) {
                // A backslash protects the delimiter; before all else it stands for itself.
                if (rest.charAt(at) == '\\' && rest.startsWith(String.valueOf(first), at + 1)) {
                    at++;
                }
                name.append(rest.charAt(at));
                at++;
            }
            if (!rest.startsWith("]", at + 1)) {
                return -1;
            }
            steps.add(new Step.Field(name.toString()));
            return at + 2;
        }
        int end = rest.indexOf(']', at);
        if (end < 0 || !rest.substring(at, end).matches("-?\\d{1,9}")) {
            return -1;
        }
        steps.add(new Step.Index(Integer.parseInt(rest.substring(at, end))));
        return end + 1;
    }
}
