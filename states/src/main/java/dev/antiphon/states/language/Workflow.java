package dev.antiphon.states.language;

import java.util.Map;

/**
 * States that lead to each other: the whole of a machine, or what a branch or an iteration runs.
 *
 * @param states by name, in the order of the definition
 */
public record Workflow(String startAt, Map<String, State> states) {
    /** The state of that name; the definition was validated, so there is one. */
    public State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException("no state " + name);
        }
        return state;
    }
}
