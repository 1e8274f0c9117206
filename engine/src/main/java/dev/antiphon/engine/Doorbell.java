package dev.antiphon.engine;

/**
 * Rung when there is something to do for whoever drives a partition or the committer. Any thread
 * may ring.
 */
@FunctionalInterface
public interface Doorbell {
    void ring();
}
