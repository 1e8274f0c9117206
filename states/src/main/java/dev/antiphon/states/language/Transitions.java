package dev.antiphon.states.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which state of a workflow leads to which. */
final class Transitions {
    private record Edge(String target, String location) {}

    /** The ways out of the state that is being read. */
    interface From {
        void leads(String target, String location);
    }

    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private boolean ends;

    /** The state that was read has this way out. */
    void leads(String from, String target, String location) {
        edges.computeIfAbsent(from, _ -> new ArrayList<>()).add(new Edge(target, location));
    }

    /** There is a state with which the workflow ends. */
    void end() {
        ends = true;
    }

    /**
     * Reports targets that are not there, and that the workflow never ends; or else, as AWS does,
     * states that nothing leads to.
     */
    void check(String startAt, Fields workflow, Fields states) {
        Findings findings = workflow.findings();
        requireState(startAt, workflow.locationOf("StartAt"), states);
        for (List<Edge> ways : edges.values()) {
            for (Edge way : ways) {
                requireState(way.target(), way.location(), states);
            }
        }
        if (!ends) {
            findings.graph(
                    Diagnostic.Code.MISSING_END_STATE, "Workflow has no terminal state", null);
            return;
        }
        Set<String> reached = reached(startAt);
        states.node()
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!reached.contains(name)) {
                        findings.graph(
                                Diagnostic.Code.MISSING_TRANSITION_TARGET,
                                "State \"" + name + "\" is not reachable.",
                                states.locationOf(name));
                    }
                });
    }

    /** AWS says Next whatever the field is called. */
    private static void requireState(String name, String location, Fields states) {
        if (!states.has(name)) {
            states.findings()
                    .graph(
                            Diagnostic.Code.MISSING_TRANSITION_TARGET,
                            "Missing 'Next' target: " + name,
                            location);
        }
    }

    private Set<String> reached(String startAt) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(startAt));
        while (!next.isEmpty()) {
            String state = next.pop();
            if (reached.add(state)) {
                for (Edge way : edges.getOrDefault(state, List.of())) {
                    next.push(way.target());
                }
            }
        }
        return reached;
    }
}
