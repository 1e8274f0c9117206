package dev.antiphon.sns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A topic and its subscriptions as their rows make them. Observers change it; handlers read it. */
final class LiveTopic {
    private Topic definition;

    private final SortedMap<String, LiveSubscription> subscriptions = new TreeMap<>();
    private final Map<Endpoint, String> byEndpoint = new HashMap<>();
    private final Map<String, String> byToken = new HashMap<>();

    /** Those that get new messages, by whether they want all of them. */
    private final SortedMap<String, LiveSubscription> unfiltered = new TreeMap<>();

    private final SortedMap<String, LiveSubscription> filtered = new TreeMap<>();
    private final FilterIndex filters = new FilterIndex();
    private @Nullable List<LiveSubscription> receiving;

    private final SortedMap<String, Replay> replays = new TreeMap<>();
    private final SortedSet<Long> deduplicationBuckets = new TreeSet<>();

    /** The time at which something is due, as the schedule of the partition has it. */
    long scheduled = Long.MAX_VALUE;

    /** What at most one subscription of a topic has. */
    private record Endpoint(Protocol protocol, String endpoint) {}

    LiveTopic(Topic definition) {
        this.definition = definition;
    }

    Topic definition() {
        return definition;
    }

    void redefine(Topic changed) {
        definition = changed;
    }

    @Nullable LiveSubscription subscription(String id) {
        return subscriptions.get(id);
    }

    /** All of them, also those that wait to be confirmed. */
    Collection<LiveSubscription> all() {
        return subscriptions.values();
    }

    @Nullable LiveSubscription find(Protocol protocol, String endpoint) {
        String id = byEndpoint.get(new Endpoint(protocol, endpoint));
        return id == null ? null : subscriptions.get(id);
    }

    @Nullable LiveSubscription findByToken(String token) {
        String id = byToken.get(token);
        return id == null ? null : subscriptions.get(id);
    }

    /** How many of its subscriptions have a filter policy. */
    int filterPolicies() {
        return (int) subscriptions.values().stream().filter(each -> each.filter() != null).count();
    }

    Collection<LiveSubscription> unfiltered() {
        return unfiltered.values();
    }

    SortedMap<String, LiveSubscription> filtered() {
        return filtered;
    }

    FilterIndex filters() {
        return filters;
    }

    /** All that get new messages if they want them: a list that does not change any more. */
    List<LiveSubscription> receiving() {
        if (receiving == null) {
            List<LiveSubscription> all = new ArrayList<>(unfiltered.values());
            all.addAll(filtered.values());
            receiving = List.copyOf(all);
        }
        return receiving;
    }

    SortedMap<String, Replay> replays() {
        return replays;
    }

    SortedSet<Long> deduplicationBuckets() {
        return deduplicationBuckets;
    }

    // Following the rows.

    void put(Subscription changed) {
        remove(changed.arn().id());
        LiveSubscription live = new LiveSubscription(changed);
        subscriptions.put(live.id(), live);
        byEndpoint.put(new Endpoint(changed.protocol(), changed.endpoint()), live.id());
        byToken.put(changed.token(), live.id());
        receive(live);
    }

    void remove(String id) {
        LiveSubscription before = subscriptions.remove(id);
        if (before != null) {
            Subscription definition = before.definition();
            byEndpoint.remove(new Endpoint(definition.protocol(), definition.endpoint()));
            byToken.remove(definition.token());
            stopReceiving(id);
        }
    }

    void put(String id, Replay replay) {
        replays.put(id, replay);
        followReplay(id);
    }

    void removeReplay(String id) {
        replays.remove(id);
        followReplay(id);
    }

    private void followReplay(String id) {
        LiveSubscription live = subscriptions.get(id);
        if (live != null) {
            stopReceiving(id);
            receive(live);
        }
    }

    private void receive(LiveSubscription live) {
        Replay replay = replays.get(live.id());
        if (live.definition().pending() || (replay != null && replay.holdsBack())) {
            return;
        }
        receiving = null;
        FilterPolicy filter = live.filter();
        if (filter == null) {
            unfiltered.put(live.id(), live);
        } else {
            filtered.put(live.id(), live);
            filters.add(live.id(), filter);
        }
    }

    private void stopReceiving(String id) {
        LiveSubscription before = filtered.remove(id);
        if (before != null && before.filter() != null) {
            filters.remove(id, before.filter());
        }
        unfiltered.remove(id);
        receiving = null;
    }
}
