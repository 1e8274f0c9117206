package dev.antiphon.service;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import java.util.List;

/** A service: its operations and what it needs of the engine. */
public interface Service {
    /** AWS's name of it in endpoints and ARNs, such as {@code sqs}. */
    String name();

    /** Its table of operations. What AWS has and this list has not is answered as not built. */
    List<Operation<?, ?>> operations();

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
