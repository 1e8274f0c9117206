package dev.antiphon.engine;

import java.time.Instant;

/**
 * A point in time at which {@link TimerHandler} is called with the key: late rather than never,
 * also after a crash. To cancel it, name it exactly.
 *
 * @param handler the name that the handler was registered under
 * @param due to the millisecond
 * @param key what the timer is about, for its handler; compared by {@code equals}
 */
public record Timer(String handler, Instant due, String key) {}
