package dev.antiphon.events;

import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.events.match.EventPattern;
import dev.antiphon.events.match.InvalidPatternException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule, ready to be tried.
 *
 * @param arn its ARN
 * @param pattern null for one that only has a schedule
 * @param idempotency what its tags ask for, or null
 */
record LiveRule(
        Rule definition,
        String arn,
        @Nullable EventPattern pattern,
        @Nullable Idempotency idempotency,
        List<LiveTarget> targets) {

    static LiveRule of(Rule definition, RuleTargets targets) {
        return new LiveRule(
                definition,
                definition.key().arn(),
                pattern(definition.pattern()),
                Idempotency.of(definition.tags()),
                live(targets));
    }

    LiveRule with(RuleTargets changed) {
        return new LiveRule(definition, arn, pattern, idempotency, live(changed));
    }

    /** The same targets; and the same compiled pattern, if that has not changed. */
    LiveRule with(Rule changed) {
        return new LiveRule(
                changed,
                arn,
                Objects.equals(changed.pattern(), definition.pattern())
                        ? pattern
                        : pattern(changed.pattern()),
                changed.tags().equals(definition.tags())
                        ? idempotency
                        : Idempotency.of(changed.tags()),
                targets);
    }

    private static List<LiveTarget> live(RuleTargets targets) {
        return targets.list().stream().map(LiveTarget::of).toList();
    }

    private static @Nullable EventPattern pattern(@Nullable String text) {
        try {
            return text == null ? null : EventPattern.parse(text);
        } catch (InvalidPatternException e) {
            throw new IllegalStateException(
                    "the pattern of a rule was valid when it was put: " + text, e);
        }
    }

    /** Whether events are to be held against its pattern. */
    boolean listens() {
        return pattern != null && definition.enabled();
    }
}
