package dev.antiphon.engine;

/** Where services tell the engine what is theirs, once, before it opens. */
public interface Registry {
    /**
     * @throws IllegalArgumentException if the id or the name is taken
     */
    void table(Table<?, ?> table);

    <S extends Shard> void shard(ShardKey<S> key);

    void timer(String name, TimerHandler handler);

    <P> void receiver(ParcelKind<P> kind, Receiver<P> receiver);
}
