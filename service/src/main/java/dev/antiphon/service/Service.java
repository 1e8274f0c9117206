package dev.antiphon.service;

import dev.antiphon.engine.Registry;
import java.util.List;

/** A service: its operations and what it needs of the engine. */
public interface Service {
    /** AWS's name of it in endpoints and ARNs, such as {@code sqs}. */
    String name();

    /** Its table of operations. What AWS has and this list has not is answered as not built. */
    List<Operation<?, ?>> operations();

    /** Registers tables, shard, timer handlers and receivers. */
    void register(Registry registry);
}
