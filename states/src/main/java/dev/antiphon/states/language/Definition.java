package dev.antiphon.states.language;

import org.jspecify.annotations.Nullable;

/**
 * What a state machine does.
 *
 * @param timeoutSeconds after which an execution has timed out, or null for never
 */
public record Definition(
        Workflow workflow, @Nullable String comment, @Nullable Long timeoutSeconds) {}
