package dev.antiphon.engine;

/** The catalogs of a node by table. */
public interface Catalogs {
    /**
     * @throws IllegalArgumentException if the table is not published
     */
    <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table);
}
