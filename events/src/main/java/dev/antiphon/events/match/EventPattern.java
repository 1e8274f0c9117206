package dev.antiphon.events.match;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Patterns;

/** An event pattern: what a rule or an archive takes. */
public final class EventPattern {
    private final List<Conjunction> ways;

    private EventPattern(List<Conjunction> ways) {
        this.ways = List.copyOf(ways);
    }

    /**
     * @param text JSON
     * @throws InvalidPatternException with AWS's reason
     */
    public static EventPattern parse(String text) throws InvalidPatternException {
        List<Map<String, List<Patterns>>> compiled;
        try {
            if (WaysToMatch.of(text) > WaysToMatch.MOST) {
                throw new InvalidPatternException(
                        "Pattern has more than " + WaysToMatch.MOST + " rule combinations");
            }
            compiled = JsonRuleCompiler.compile(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidPatternException(String.valueOf(e.getMessage()));
        }
        List<Conjunction> ways = new ArrayList<>();
        compiled.forEach(way -> ways.add(Conjunction.of(way)));
        return new EventPattern(ways);
    }

    List<Conjunction> ways() {
        return ways;
    }

    public boolean matches(EventFields event) {
        for (Conjunction way : ways) {
            if (way.matches(event)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first field that does not match and why, or null if the pattern matches. Where there are
     * several ways to match, of the first of them.
     */
    public @Nullable String mismatch(EventFields event) {
        return matches(event) ? null : ways.getFirst().mismatch(event);
    }
}
