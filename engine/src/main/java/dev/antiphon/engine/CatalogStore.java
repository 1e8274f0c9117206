package dev.antiphon.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The catalogs of all published tables of a node. */
final class CatalogStore implements Catalogs {
    private final Map<Integer, CatalogMap<?, ?>> maps = new LinkedHashMap<>();

    CatalogStore(Registrations registrations) {
        for (Table<?, ?> table : registrations.tables.values()) {
            if (table.published()) {
                maps.put(table.id(), newMap());
            }
        }
    }

    @SuppressWarnings({"rawtypes"})
    private static CatalogMap<?, ?> newMap() {
        return new CatalogMap();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table) {
        CatalogMap<?, ?> map = maps.get(table.id());
        if (map == null) {
            throw new IllegalArgumentException("table " + table + " is not published");
        }
        return (Catalog<K, V>) map;
    }

    /** Takes over the committed changes of a batch. */
    void follow(Batch batch) {
        for (Change change : batch.changes) {
            if (!change.table().published()) {
                continue;
            }
            CatalogMap<?, ?> map = map(change.table());
            switch (change) {
                case Change.Row row -> {
                    if (row.staged().value == null) {
                        map.remove(row.key());
                    } else {
                        map.put(batch.partition.index(), row.key(), row.staged().value);
                    }
                }
                case Change.Shadow shadow -> {}
                case Change.RangeRemoval removal ->
                        throw new IllegalStateException(
                                "ranges of the published table " + removal.table());
            }
        }
    }

    /** Takes over the rows of a partition that opens, and forgets those that are no more. */
    void open(int partition, OperationTx tx, Iterable<Table<?, ?>> tables) {
        for (Table<?, ?> table : tables) {
            if (table.published()) {
                load(partition, tx, table);
            }
        }
    }

    private <K, V> void load(int partition, OperationTx tx, Table<K, V> table) {
        CatalogMap<?, ?> map = map(table);
        Set<Object> gone = map.keysOf(partition);
        try (Scan<K, V> rows = tx.scanAll(table)) {
            while (rows.next()) {
                gone.remove(rows.key());
                map.put(partition, rows.key(), rows.value());
            }
        }
        gone.forEach(map::remove);
    }

    private CatalogMap<?, ?> map(Table<?, ?> table) {
        CatalogMap<?, ?> map = maps.get(table.id());
        Check.that(map != null, "a published table without a catalog");
        return java.util.Objects.requireNonNull(map);
    }
}
