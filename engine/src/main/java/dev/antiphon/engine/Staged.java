package dev.antiphon.engine;

import org.jspecify.annotations.Nullable;

/**
 * A row as staged: a value, or null for its absence. Compared by identity, so that a commit removes
 * just what it wrote.
 */
final class Staged {
    final @Nullable Object value;

    Staged(@Nullable Object value) {
        this.value = value;
    }
}
