package dev.antiphon.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * How reliable a system is: for one of so many things it fails at the first call, as if it were
 * busy. It is the same thing in every run.
 */
final class Mood {
    private final int oneOf;
    private final Map<String, Integer> calls = new HashMap<>();

    Mood(int oneOf) {
        this.oneOf = oneOf;
    }

    synchronized boolean fails(String thing) {
        return pick(thing, oneOf) == 0 && calls.merge(thing, 1, Integer::sum) == 1;
    }

    /** From 0, one of so many, which follows from the thing alone. */
    static int pick(String thing, int oneOf) {
        int mixed = thing.hashCode() * 0x9E3779B9;
        return Math.floorMod(mixed ^ (mixed >>> 15), oneOf);
    }
}
