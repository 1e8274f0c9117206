package dev.antiphon.engine;

import dev.antiphon.storage.Family;

/**
 * A set of rows of one kind. Tables are constants of the service that owns them.
 *
 * @param id unique on the node and never given to another table: it is in every key on disk. 1 to
 *     255: the engine, STS and so on have their ranges in {@code
 *     docs/decisions/001-what-the-journal-holds.md}
 * @param name for messages and metrics
 * @param keys how keys are written; their bytes' order is the table's order
 * @param rows how values are written, with a version
 * @param durability whether an answer that rests on a change here waits for the disk
 * @param published whether the committed rows are in the node's {@link Catalog}. The keys must be
 *     comparable
 */
public record Table<K, V>(
        int id,
        String name,
        Family family,
        KeyCodec<K> keys,
        RowCodec<V> rows,
        Durability durability,
        boolean published) {

    /** What an answer waits for. */
    public enum Durability {
        /** The change is on the disk. */
        SYNCED,
        /**
         * A row that is written is on the disk; the removal of one is journaled, since it may
         * happen again.
         */
        PUTS_SYNCED,
        /**
         * The change is journaled. For state whose loss with the machine costs a repetition and no
         * promise, such as the visibility that a receive sets.
         */
        SOFT
    }

    public Table {
        if (id < 1 || id > 255) {
            throw new IllegalArgumentException(
                    "table id " + id + " of " + name + " is not in 1 to 255");
        }
    }

    public static <K, V> Table<K, V> of(
            int id, String name, Family family, KeyCodec<K> keys, RowCodec<V> rows) {
        return new Table<>(id, name, family, keys, rows, Durability.SYNCED, false);
    }

    /** The same table, with changes that need not wait for the disk. */
    public Table<K, V> soft() {
        return new Table<>(id, name, family, keys, rows, Durability.SOFT, published);
    }

    /** The same table, with removals that need not wait for the disk. */
    public Table<K, V> softRemovals() {
        return new Table<>(id, name, family, keys, rows, Durability.PUTS_SYNCED, published);
    }

    /** Whether an answer that rests on such a change waits for the disk. */
    boolean synced(boolean removal) {
        return switch (durability) {
            case SYNCED -> true;
            case PUTS_SYNCED -> !removal;
            case SOFT -> false;
        };
    }

    /** The same table, with its committed rows in the catalog. */
    public Table<K, V> publish() {
        return new Table<>(id, name, family, keys, rows, durability, true);
    }

    // A table is its id: constants are compared and hashed often.
    @Override
    public boolean equals(Object other) {
        return other instanceof Table<?, ?> table && table.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return name;
    }
}
