package dev.antiphon.events;

import dev.antiphon.delivery.ServiceEvents;
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
        keep(tx, rule);
    }

    static void delete(Tx tx, Rule rule) {
        RuleSchedule.changed(tx, rule, null);
        remove(tx, rule.key());
    }

    /** Keeps a rule that has no schedule, or whose schedule is seen to. */
    static void keep(Tx tx, Rule rule) {
        BusArn bus = rule.key().bus();
        if (bus.isDefault()) {
            ServiceEvents.listen(tx, bus.toString());
        }
        tx.put(EventsTables.RULES, rule.key(), rule);
    }

    /** The other way round. */
    static void remove(Tx tx, RuleKey key) {
        BusArn bus = key.bus();
        LiveBus live = Buses.live(tx, bus);
        if (bus.isDefault() && (live == null || live.hasNoneBut(key.name()))) {
            ServiceEvents.ignore(tx, bus.toString());
        }
        tx.delete(EventsTables.RULES, key);
    }
}
