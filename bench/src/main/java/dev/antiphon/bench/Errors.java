package dev.antiphon.bench;

import org.jspecify.annotations.Nullable;

/** What went wrong. A run goes on after an error, but not after a thousand in a row. */
final class Errors {
    private static final int MOST_IN_A_ROW = 1000;

    private int count;
    private int inARow;
    private @Nullable String first;

    /**
     * @throws IllegalStateException if nothing but errors comes back
     */
    void add(String what) {
        count++;
        inARow++;
        if (first == null) {
            first = what;
        }
        if (inARow >= MOST_IN_A_ROW) {
            throw new IllegalStateException("nothing but errors, the first: " + first);
        }
    }

    void good() {
        inARow = 0;
    }

    int count() {
        return count;
    }

    @Nullable String first() {
        return first;
    }
}
