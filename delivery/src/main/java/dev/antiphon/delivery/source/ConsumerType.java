package dev.antiphon.delivery.source;

import dev.antiphon.engine.Table;

/**
 * A kind of consumer: its definitions are rows of one table, on the partition that owns the source.
 */
public interface ConsumerType<K, V> {
    /** Followed by {@link Pollers} and by nobody else. */
    Table<K, V> definitions();

    /** The same id for the same key. */
    Consumer consumer(K key, V definition);

    /** The id of the consumer whose definition has this key. */
    String id(K key);
}
