package dev.antiphon.events;

import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.delivery.idempotency.InvalidIdempotencyException;
import dev.antiphon.engine.Tx;
import java.util.Map;

/** What can have tags: buses and rules, both on the bus's partition. */
sealed interface Tagged {
    BusArn bus();

    Map<String, String> tags(Tx tx);

    void tag(Tx tx, Map<String, String> tags);

    /**
     * @throws dev.antiphon.api.AwsException ValidationException if it is the ARN of neither
     */
    static Tagged of(String arn) {
        BusArn bus = BusArn.parse(arn);
        if (bus != null) {
            return new TaggedBus(bus);
        }
        RuleKey rule = RuleKey.parse(arn);
        if (rule != null) {
            return new TaggedRule(rule);
        }
        throw EventsErrors.validation("Parameter ResourceARN is not valid.");
    }

    /**
     * @throws dev.antiphon.api.AwsException ValidationException if tags of a rule ask for
     *     idempotency that cannot be had
     */
    static void checkRule(Map<String, String> tags) {
        try {
            Idempotency.check(tags);
        } catch (InvalidIdempotencyException e) {
            throw EventsErrors.validation(e.reason());
        }
    }

    record TaggedBus(BusArn bus) implements Tagged {
        @Override
        public Map<String, String> tags(Tx tx) {
            return Buses.require(tx, bus).tags();
        }

        @Override
        public void tag(Tx tx, Map<String, String> tags) {
            tx.put(EventsTables.BUSES, bus, Buses.require(tx, bus).withTags(tags));
        }
    }

    record TaggedRule(RuleKey key) implements Tagged {
        @Override
        public BusArn bus() {
            return key.bus();
        }

        @Override
        public Map<String, String> tags(Tx tx) {
            return Rules.require(tx, key.bus(), key.name()).tags();
        }

        @Override
        public void tag(Tx tx, Map<String, String> tags) {
            Rule rule = Rules.require(tx, key.bus(), key.name());
            Rules.checkOwn(rule);
            checkRule(tags);
            tx.put(EventsTables.RULES, key, rule.withTags(tags));
        }
    }
}
