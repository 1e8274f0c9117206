package dev.antiphon.states.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a failed state is tried again.
 *
 * @param maxDelaySeconds or null for no bound
 * @param fullJitter whether each delay is drawn between none and all of it
 */
public record Retrier(
        List<String> errorEquals,
        long intervalSeconds,
        long maxAttempts,
        double backoffRate,
        @Nullable Long maxDelaySeconds,
        boolean fullJitter) {}
