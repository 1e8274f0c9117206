package dev.antiphon.states.language;

/** The type of a state machine, on which it depends what its tasks may wait for. */
public enum WorkflowType {
    STANDARD,
    EXPRESS
}
