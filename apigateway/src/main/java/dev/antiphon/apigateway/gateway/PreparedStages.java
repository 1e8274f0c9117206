package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.PartKey;
import dev.antiphon.delivery.OutsideCalls;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The stages as they are prepared for requests. Rows of the catalog do not change: as long as they
 * are the same objects, so is what was made of them.
 */
final class PreparedStages {
    /** There may be stages in it that are gone; they are not many, and all can be made again. */
    private static final int MOST = 2_000;

    private final ConcurrentHashMap<PartKey, PreparedStage> prepared = new ConcurrentHashMap<>();
    private final Calls calls;
    private final KeySets keys;

    PreparedStages(OutsideCalls outside, Executor proofs) {
        this.calls = new Calls(outside);
        this.keys = new KeySets(outside, proofs);
    }

    PreparedStage of(Address.OfStage address) {
        PartKey key = new PartKey(address.api().id(), address.stage().stageName());
        PreparedStage known = prepared.get(key);
        if (known != null && known.isOf(address)) {
            return known;
        }
        if (prepared.size() >= MOST) {
            prepared.clear();
        }
        PreparedStage made = PreparedStage.of(address, calls, keys);
        prepared.put(key, made);
        return made;
    }
}
