package dev.antiphon.events;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buses of a partition with their rules compiled, as the rows make them. */
final class Buses implements Shard {
    static final ShardKey<Buses> KEY = new ShardKey<>("events", Buses::new);

    /** Those that have rules. */
    private final Map<BusArn, LiveBus> buses = new HashMap<>();

    /**
     * A bus that this partition owns; the default one is always there.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Bus require(Tx tx, BusArn arn) {
        Bus bus = find(tx, arn);
        if (bus == null) {
            throw EventsErrors.busDoesNotExist(arn);
        }
        return bus;
    }

    static @Nullable Bus find(Tx tx, BusArn arn) {
        Bus bus = tx.get(EventsTables.BUSES, arn);
        return bus == null && arn.isDefault() ? Bus.defaultBus(arn) : bus;
    }

    /** A bus with its rules, or null if it has none. */
    static @Nullable LiveBus live(Tx tx, BusArn arn) {
        return tx.shard(KEY).buses.get(arn);
    }

    @Override
    public void observe(Observers observers) {
        observers.follow(
                EventsTables.RULES,
                new RowObserver<>() {
                    @Override
                    public void put(RuleKey key, Rule rule) {
                        define(key, rule);
                    }

                    @Override
                    public void deleted(RuleKey key) {
                        LiveBus bus = buses.get(key.bus());
                        if (bus != null) {
                            bus.remove(key.name());
                            if (bus.isEmpty()) {
                                buses.remove(key.bus());
                            }
                        }
                    }
                });
        observers.follow(
                EventsTables.TARGETS,
                new RowObserver<>() {
                    @Override
                    public void put(RuleKey key, RuleTargets targets) {
                        aim(key, targets);
                    }

                    @Override
                    public void deleted(RuleKey key) {
                        aim(key, RuleTargets.NONE);
                    }
                });
    }

    private void define(RuleKey key, Rule rule) {
        LiveBus bus = buses.computeIfAbsent(key.bus(), _ -> new LiveBus());
        LiveRule before = bus.rule(key.name());
        bus.put(before == null ? LiveRule.of(rule, RuleTargets.NONE) : before.with(rule));
    }

    private void aim(RuleKey key, RuleTargets targets) {
        LiveBus bus = buses.get(key.bus());
        LiveRule rule = bus == null ? null : bus.rule(key.name());
        if (bus != null && rule != null) {
            bus.put(rule.with(targets));
        }
    }

    @Override
    public Instant nextWake() {
        return Instant.MAX;
    }

    @Override
    public void wake(Tx tx) {
        // Nothing is derived from time: schedules have timers.
    }
}
