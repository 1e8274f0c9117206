package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What there is of a function in the tables whose keys have a qualifier. */
final class Rows {
    private static final String FIRST = "";

    /** Behind all qualifiers, which are ASCII. */
    private static final String END = "\uffff";

    private Rows() {}

    static <V> List<V> of(Tx tx, Table<QualifiedKey, V> table, FunctionKey function) {
        List<V> rows = new ArrayList<>();
        try (Scan<QualifiedKey, V> scan =
                tx.scan(
                        table,
                        new QualifiedKey(function, FIRST),
                        new QualifiedKey(function, END))) {
            while (scan.next()) {
                rows.add(scan.value());
            }
        }
        return rows;
    }

    static <V> Collection<V> of(
            Catalogs catalogs, Table<QualifiedKey, V> table, FunctionKey function) {
        return catalogs.catalog(table)
                .range(new QualifiedKey(function, FIRST), new QualifiedKey(function, END))
                .values();
    }

    /** Removes them one by one, for the catalog follows rows. */
    static <V> void delete(Tx tx, Table<QualifiedKey, V> table, FunctionKey function) {
        List<QualifiedKey> keys = new ArrayList<>();
        try (Scan<QualifiedKey, V> scan =
                tx.scan(
                        table,
                        new QualifiedKey(function, FIRST),
                        new QualifiedKey(function, END))) {
            while (scan.next()) {
                keys.add(scan.key());
            }
        }
        keys.forEach(key -> tx.delete(table, key));
    }
}
