package dev.antiphon.demo;

import java.util.HashSet;
import java.util.Set;

/**
 * What was sent of one order to a bus or a topic. A request that got no answer may have been
 * carried out, and is made again: so there are at least as many messages as were acknowledged, and
 * at most as many as were attempted.
 */
final class Dispatch {

    private final Set<String> acknowledged = new HashSet<>();
    private int attempts;

    void attempted() {
        attempts++;
    }

    void acknowledged(String id) {
        acknowledged.add(id);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    int attempts() {
        return attempts;
    }
}
