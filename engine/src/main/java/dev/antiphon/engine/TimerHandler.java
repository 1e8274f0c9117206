package dev.antiphon.engine;

/** Is called when a timer is due, as an operation of its own that also removes the timer. */
@FunctionalInterface
public interface TimerHandler {
    void fire(Tx tx, Timer timer);
}
