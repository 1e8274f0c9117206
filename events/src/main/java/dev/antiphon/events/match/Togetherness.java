package dev.antiphon.events.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is a choice of values, one for each field, that are never in different elements of
 * an array.
 *
 * <p>Choices are tried one after the other. What was chosen before matters to the fields behind
 * only where these have values in the same arrays, and since fields come in the order of their
 * paths, those are the arrays around both: so what has failed once with the same elements of these
 * is not tried again, and the work is bounded by the fields times the square of the values, not by
 * all combinations.
 */
final class Togetherness {
    private final List<Conjunction.Field> fields;
    private final EventFields event;
    private final List<int[]> chosen = new ArrayList<>();

    /** For each field, the arrays that it or a field behind it has values in; made when needed. */
    private @Nullable List<Set<Integer>> ahead;

    private @Nullable Set<Tried> failed;

    /**
     * @param at the first field that was still to be chosen for
     * @param elements of the arrays ahead, as chosen
     */
    private record Tried(int at, TreeMap<Integer, Integer> elements) {}

    /**
     * @param fields in the order of their paths
     */
    Togetherness(List<Conjunction.Field> fields, EventFields event) {
        this.fields = fields;
        this.event = event;
    }

    boolean found() {
        return found(0);
    }

    private boolean found(int at) {
        if (at == fields.size()) {
            return true;
        }
        Conjunction.Field field = fields.get(at);
        List<EventFields.Value> values = event.get(field.path());
        if (values == null) {
            return found(at + 1);
        }
        Tried tried = failed == null ? null : tried(at);
        if (tried != null && failed != null && failed.contains(tried)) {
            return false;
        }
        for (EventFields.Value value : values) {
            if (!fits(value.elements) || !Conjunction.matches(value, field)) {
                continue;
            }
            if (value.elements.length == 0) {
                return found(at + 1);
            }
            chosen.addLast(value.elements);
            if (found(at + 1)) {
                return true;
            }
            chosen.removeLast();
        }
        if (failed == null) {
            failed = new HashSet<>();
        }
        failed.add(tried == null ? tried(at) : tried);
        return false;
    }

    private boolean fits(int[] elements) {
        for (int[] other : chosen) {
            int common = Math.min(elements.length, other.length);
            for (int i = 0; i < common && elements[i] == other[i]; i += 2) {
                if (elements[i + 1] != other[i + 1]) {
                    return false;
                }
            }
        }
        return true;
    }

    private Tried tried(int at) {
        Set<Integer> arrays = ahead().get(at);
        TreeMap<Integer, Integer> elements = new TreeMap<>();
        for (int[] each : chosen) {
            for (int i = 0; i < each.length; i += 2) {
                if (arrays.contains(each[i])) {
                    elements.put(each[i], each[i + 1]);
                }
            }
        }
        return new Tried(at, elements);
    }

    private List<Set<Integer>> ahead() {
        if (ahead == null) {
            List<Set<Integer>> all = new ArrayList<>();
            Set<Integer> arrays = Set.of();
            for (Conjunction.Field field : fields.reversed()) {
                arrays = new HashSet<>(arrays);
                List<EventFields.Value> values = event.get(field.path());
                for (EventFields.Value value :
                        values == null ? List.<EventFields.Value>of() : values) {
                    for (int i = 0; i < value.elements.length; i += 2) {
                        arrays.add(value.elements[i]);
                    }
                }
                all.addFirst(arrays);
            }
            ahead = all;
        }
        return ahead;
    }
}
