package dev.antiphon.states.language;

/** Where it goes on after a state. */
public sealed interface Transition {
    record Next(String state) implements Transition {}

    record End() implements Transition {}
}
