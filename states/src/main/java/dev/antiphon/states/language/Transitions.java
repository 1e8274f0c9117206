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
    /**
     * @param field such as {@code Next}
     */
    private record Edge(String field, String target, String location) {}

    /** The ways out of the state that is being read. */
    interface From {
        void leads(String field, String target, String location);
    }

    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private boolean ends;

    /** The state that was read has this way out. */
    void leads(String from, String field, String target, String location) {
        edges.computeIfAbsent(from, _ -> new ArrayList<>()).add(new Edge(field, target, location));
    }

    /** There is a state with which the workflow ends. */
    void end() {
        ends = true;
    }

    /** Reports targets that are not there, states that nothing leads to, and that it never ends. */
    void check(String startAt, Fields workflow, Fields states) {
        Findings findings = workflow.findings();
        if (!states.has(startAt)) {
            findings.graph(
                    Diagnostic.Code.MISSING_TRANSITION_TARGET,
                    "Missing 'StartAt' target: " + startAt,
                    workflow.locationOf("StartAt"));
        }
        for (List<Edge> ways : edges.values()) {
            for (Edge edge : ways) {
                if (!states.has(edge.target())) {
                    findings.graph(
                            Diagnostic.Code.MISSING_TRANSITION_TARGET,
                            "Missing '" + edge.field() + "' target: " + edge.target(),
                            edge.location());
                }
            }
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
        if (!ends) {
            findings.graph(
                    Diagnostic.Code.MISSING_END_STATE,
                    "No terminal state found in machine",
                    workflow.location());
        }
    }

    private Set<String> reached(String startAt) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(startAt));
        while (!next.isEmpty()) {
            String state = next.pop();
            if (reached.add(state)) {
                for (Edge edge : edges.getOrDefault(state, List.of())) {
                    next.push(edge.target());
                }
            }
        }
        return reached;
    }
}
