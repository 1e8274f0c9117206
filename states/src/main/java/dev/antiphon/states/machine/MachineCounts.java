package dev.antiphon.states.machine;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which machines a partition has of each account in each region. Counting all of an account means
 * to walk through the catalog; so that a hundred thousand machines can be created without a hundred
 * thousand walks, a partition walks when it has had so many more. The quota is exact to that.
 */
final class MachineCounts implements Shard {
    static final ShardKey<MachineCounts> KEY =
            new ShardKey<>("states.machines", MachineCounts::new);

    /** How many machines a partition takes between two walks. */
    static final int BETWEEN_WALKS = 64;

    private record Owner(String account, String region) {
        static Owner of(MachineArn arn) {
            return new Owner(arn.account(), arn.region());
        }
    }

    private final Map<Owner, Set<MachineArn>> machines = new HashMap<>();

    /** Whether all machines of an account are to be counted before this one is created. */
    boolean isTimeToCount(MachineArn arn) {
        Set<MachineArn> own = machines.get(Owner.of(arn));
        return own == null || own.size() % BETWEEN_WALKS == 0;
    }

    @Override
    public void observe(Observers observers) {
        observers.follow(
                MachineTables.MACHINES,
                new RowObserver<>() {
                    @Override
                    public void put(MachineArn arn, Machine machine) {
                        machines.computeIfAbsent(Owner.of(arn), _ -> new HashSet<>()).add(arn);
                    }

                    @Override
                    public void deleted(MachineArn arn) {
                        Set<MachineArn> own = machines.get(Owner.of(arn));
                        if (own != null) {
                            own.remove(arn);
                        }
                    }
                });
    }

    @Override
    public Instant nextWake() {
        return Instant.MAX;
    }

    @Override
    public void wake(Tx tx) {
        // It has no deadlines.
    }
}
