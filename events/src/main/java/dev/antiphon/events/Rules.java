package dev.antiphon.events;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** How operations find and change the rules of the buses of this partition. */
final class Rules {
    private Rules() {}

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Rule require(Tx tx, BusArn bus, String name) {
        Buses.require(tx, bus);
        RuleKey key = new RuleKey(bus, name);
        Rule rule = tx.get(EventsTables.RULES, key);
        if (rule == null) {
            throw EventsErrors.ruleDoesNotExist(key);
        }
        return rule;
    }

    /**
     * @throws dev.antiphon.api.AwsException ManagedRuleException if it is not the user's own
     */
    static void checkOwn(Rule rule) {
        String owner = rule.managedBy();
        if (owner != null) {
            throw EventsErrors.managedRule(rule.key(), owner);
        }
    }

    static RuleTargets targets(Tx tx, RuleKey key) {
        RuleTargets targets = tx.get(EventsTables.TARGETS, key);
        return targets == null ? RuleTargets.NONE : targets;
    }

    static void put(Tx tx, @Nullable Rule before, Rule rule) {
        RuleSchedule.changed(tx, before, rule);
        tx.put(EventsTables.RULES, rule.key(), rule);
    }

    static void delete(Tx tx, Rule rule) {
        RuleSchedule.changed(tx, rule, null);
        tx.delete(EventsTables.RULES, rule.key());
    }
}
