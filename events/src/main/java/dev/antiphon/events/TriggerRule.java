package dev.antiphon.events;

import dev.antiphon.engine.Tx;

/** Fires a rule with a schedule now, for test suites: AWS has no such operation. */
public final class TriggerRule {
    private TriggerRule() {}

    /**
     * The address of the partition on which it runs.
     *
     * @throws dev.antiphon.api.AwsException ValidationException if it is not a rule's ARN
     */
    public static String address(String ruleArn) {
        return key(ruleArn).bus().toString();
    }

    /**
     * Sends a "Scheduled Event" to the targets of a rule, whether the rule is enabled or not. Its
     * schedule goes on as if nothing had been.
     *
     * @return the event's id
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException, or ValidationException if
     *     the rule has no schedule
     */
    public static String trigger(Tx tx, String ruleArn) {
        RuleKey key = key(ruleArn);
        Rule rule = Rules.require(tx, key.bus(), key.name());
        if (rule.schedule() == null) {
            throw EventsErrors.validation("Rule " + key.name() + " has no schedule.");
        }
        return RuleSchedule.fire(tx, rule, tx.now());
    }

    private static RuleKey key(String ruleArn) {
        RuleKey key = RuleKey.parse(ruleArn);
        if (key == null) {
            throw EventsErrors.validation(ruleArn + " is not the ARN of a rule.");
        }
        return key;
    }
}
