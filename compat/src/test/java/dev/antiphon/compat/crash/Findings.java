package dev.antiphon.compat.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Promises that the server broke. */
final class Findings {
    private static final int MOST_SHOWN = 5;

    /** How often a promise was broken, and how the first few times. */
    private static final class Kind {
        private final List<String> first = new ArrayList<>();
        private int count;
    }

    private final Map<Promise, Kind> kinds = new EnumMap<>(Promise.class);

    synchronized void add(Promise broken, String how) {
        Kind kind = kinds.computeIfAbsent(broken, _ -> new Kind());
        kind.count++;
        if (kind.first.size() < MOST_SHOWN) {
            kind.first.add(how);
        }
    }

    /** A line for each promise that was broken. */
    synchronized List<String> list() {
        List<String> list = new ArrayList<>();
        kinds.forEach((broken, kind) ->
                list.add("%s: broken %d times: %s".formatted(broken, kind.count, kind.first)));
        return list;
    }
}
