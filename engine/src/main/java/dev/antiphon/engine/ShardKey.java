package dev.antiphon.engine;

import java.util.function.Supplier;

/**
 * Names a service's shard and makes it. One constant per service.
 *
 * @param name unique among the node's services
 */
public record ShardKey<S extends Shard>(String name, Supplier<S> factory) {}
