package dev.antiphon.events;

import dev.antiphon.events.match.PatternIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bus with its rules, ready for events. */
final class LiveBus {
    private static final Comparator<LiveRule> BY_NAME =
            Comparator.comparing(rule -> rule.definition().key().name());

    private final TreeMap<String, LiveRule> rules = new TreeMap<>();
    private final PatternIndex<String> index = new PatternIndex<>();

    /** All rules as they are now, for those who ask later; made again when a rule has changed. */
    private @Nullable List<LiveRule> snapshot;

    void put(LiveRule rule) {
        String name = rule.definition().key().name();
        LiveRule before = rules.put(name, rule);
        snapshot = null;
        if (before != null
                && before.pattern() == rule.pattern()
                && before.listens() == rule.listens()) {
            return;
        }
        index.remove(name);
        if (rule.listens() && rule.pattern() != null) {
            index.add(name, rule.pattern());
        }
    }

    void remove(String name) {
        rules.remove(name);
        index.remove(name);
        snapshot = null;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    boolean hasNoneBut(String name) {
        return rules.isEmpty() || (rules.size() == 1 && rules.containsKey(name));
    }

    @Nullable LiveRule rule(String name) {
        return rules.get(name);
    }

    /** The rules with a prefix behind a name (or from the first, if that is empty), in order. */
    Stream<LiveRule> rulesFrom(String prefix, String after) {
        return rules.tailMap(after.isEmpty() ? prefix : after, after.isEmpty()).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue);
    }

    List<LiveRule> snapshot() {
        if (snapshot == null) {
            snapshot = List.copyOf(rules.values());
        }
        return snapshot;
    }

    /** The rules that match an event, in the order of their names. */
    List<LiveRule> match(Event event) {
        List<LiveRule> matching = new ArrayList<>();
        for (String name : index.match(event.fields())) {
            matching.add(rules.get(name));
        }
        matching.sort(BY_NAME);
        return matching;
    }
}
