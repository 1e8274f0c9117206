package dev.antiphon.engine;

import org.jspecify.annotations.Nullable;

/** A staged change of one operation, in the order of staging. */
sealed interface Change {
    Table<?, ?> table();

    /** A row written or, if the staged value is null, removed. */
    record Row(Table<?, ?> table, Object key, Staged staged, @Nullable Staged previous)
            implements Change {}

    /** Rows removed from key to key. */
    record RangeRemoval(Table<?, ?> table, Object from, Object to, Overlay.Range range)
            implements Change {}

    /**
     * A staged row that a removal of a range lies over. Only the overlay needs to know of it: the
     * range itself is what is written and what observers are shown.
     */
    record Shadow(Table<?, ?> table, Object key, Staged staged, @Nullable Staged previous)
            implements Change {}
}
