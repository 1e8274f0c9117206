package dev.antiphon.service;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import java.util.List;

/** A part of the node that keeps rows: a service, or what services share. */
public interface Part {
    /** Registers tables, shard, timer handlers and receivers. */
    void register(Registry registry);

    /**
     * What there is to see of it in a partition. Run there like an operation whenever somebody
     * asks; reads only, and takes no longer than a large operation.
     */
    default List<Gauge> gauges(Tx tx) {
        return List.of();
    }
}
