package dev.antiphon.states.execution;

import dev.antiphon.states.language.Catcher;
import dev.antiphon.states.language.DataFlow;
import dev.antiphon.states.language.QueryLanguage;
import dev.antiphon.states.language.Retrier;
import dev.antiphon.states.language.State;
import dev.antiphon.states.language.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state of a definition, ready to be run: one class per type. Without state of its own. */
abstract sealed class Step
        permits PassStep,
                ChoiceStep,
                WaitStep,
                SucceedStep,
                FailStep,
                TaskStep,
                ChildrenStep,
                MapRunStep {
    /** What the history says of a type of state; null where it says nothing. */
    record Events(EventType entered, @Nullable EventType exited, @Nullable EventType aborted) {}

    final String name;
    final QueryLanguage language;
    final DataFlow flow;
    final Events events;

    Step(State state, Events events) {
        this.name = state.name();
        this.language = state.language();
        this.flow = state.flow();
        this.events = events;
    }

    /** Runs the state that the strand has entered, until it is left or has to wait. */
    abstract void run(Run run, Strand strand) throws Failure;

    /** Where it goes on; null where the strand ends. */
    static @Nullable String next(Transition transition) {
        return switch (transition) {
            case Transition.Next(String state) -> state;
            case Transition.End() -> null;
        };
    }

    List<Retrier> retriers() {
        return List.of();
    }

    List<Catcher> catchers() {
        return List.of();
    }

    /** What history says when the state fails and is not tried again. */
    @Nullable EventType failed() {
        return null;
    }
}
