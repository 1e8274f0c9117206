package dev.antiphon.lambda.mapping;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Removes claims that nothing has become of: the call was lost, and its record has not come back or
 * is not the first of its key to do so.
 */
final class LapsedClaims implements Shard {
    private static final int MOST_AT_ONCE = 200;

    private record Lapse(Instant at, RecordKey key) {}

    private final Map<RecordKey, Lapse> lapses = new HashMap<>();
    private final TreeSet<Lapse> schedule =
            new TreeSet<>(
                    Comparator.comparing(Lapse::at).thenComparing(Lapse::key, RecordKey.ORDER));

    @Override
    public void observe(Observers observers) {
        observers.follow(
                RecordClaims.CLAIMS,
                new RowObserver<>() {
                    @Override
                    public void put(RecordKey key, RecordClaim claim) {
                        deleted(key);
                        Lapse lapse = new Lapse(claim.until(), key);
                        lapses.put(key, lapse);
                        schedule.add(lapse);
                    }

                    @Override
                    public void deleted(RecordKey key) {
                        Lapse lapse = lapses.remove(key);
                        if (lapse != null) {
                            schedule.remove(lapse);
                        }
                    }
                });
    }

    @Override
    public Instant nextWake() {
        return schedule.isEmpty() ? Instant.MAX : schedule.first().at;
    }

    @Override
    public void wake(Tx tx) {
        List<RecordKey> lapsed = new ArrayList<>();
        for (Lapse lapse : schedule) {
            if (lapse.at.isAfter(tx.now()) || lapsed.size() == MOST_AT_ONCE) {
                break;
            }
            lapsed.add(lapse.key);
        }
        lapsed.forEach(key -> tx.delete(RecordClaims.CLAIMS, key));
    }
}
