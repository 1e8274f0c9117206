package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their keys: those of the own partition as they are staged ({@code tx::get}), or the
 * committed ones of all.
 */
@FunctionalInterface
interface Reading {
    <K extends Comparable<? super K>, V> @Nullable V get(Table<K, V> table, K key);

    static Reading of(Catalogs catalogs) {
        return new Reading() {
            @Override
            public <K extends Comparable<? super K>, V> @Nullable V get(Table<K, V> table, K key) {
                return catalogs.catalog(table).get(key);
            }
        };
    }
}
