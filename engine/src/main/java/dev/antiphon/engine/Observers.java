package dev.antiphon.engine;

/**
 * Where a shard registers what it follows. Tables are replayed in the order of registration when a
 * partition opens.
 */
public interface Observers {
    <K, V> void follow(Table<K, V> table, RowObserver<K, V> observer);

    /** See {@link Tx#signal}: for observers, which learn what has become visible. */
    void signal(Object topic, int permits);
}
