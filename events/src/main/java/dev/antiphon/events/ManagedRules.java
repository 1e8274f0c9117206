package dev.antiphon.events;

import dev.antiphon.engine.Tx;
import dev.antiphon.events.match.EventPattern;
import dev.antiphon.events.match.InvalidPatternException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Rules that EventBridge itself has on a bus: whatever is to get every event that matches a pattern
 * (an archive) is the target of such a rule, by its own ARN, and takes the events as deliveries
 * (see {@link EventsTarget.Resource}). Users see the rule and cannot change it. Call these on the
 * bus's partition.
 */
public final class ManagedRules {
    private static final String TARGET_ID = "internal";

    private ManagedRules() {}

    /**
     * Puts a rule, in place of the one of that name.
     *
     * @param owner such as {@code prod.vhs.events.aws.internal}
     * @param target an ARN of EventBridge's
     * @throws dev.antiphon.api.AwsException InvalidEventPatternException, or
     *     ResourceNotFoundException if there is no such bus
     */
    public static void put(Tx tx, RuleKey key, String pattern, String owner, String target) {
        Buses.require(tx, key.bus());
        checkPattern(pattern);
        Rules.keep(
                tx,
                new Rule(
                        key,
                        pattern,
                        null,
                        Rule.ENABLED,
                        null,
                        null,
                        owner,
                        key.bus().account(),
                        tx.now(),
                        Map.of()));
        tx.put(
                EventsTables.TARGETS,
                key,
                new RuleTargets(List.of(Target.builder().id(TARGET_ID).arn(target).build())));
    }

    /** Removes a rule; one that is not there is no error. */
    public static void remove(Tx tx, RuleKey key) {
        tx.delete(EventsTables.TARGETS, key);
        Rules.remove(tx, key);
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidEventPatternException
     */
    public static EventPattern checkPattern(String pattern) {
        try {
            return EventPattern.parse(pattern);
        } catch (InvalidPatternException e) {
            throw EventsErrors.invalidPattern(e.reason());
        }
    }
}
