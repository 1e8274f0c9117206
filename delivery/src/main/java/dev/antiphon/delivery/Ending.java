package dev.antiphon.delivery;

import org.jspecify.annotations.Nullable;

/** How a delivery ended that was not taken at once. */
public sealed interface Ending {
    /** The attempts that were made. */
    int attempts();

    /** The call outside that it ended with, or null where that was none. */
    @Nullable OutsideCall call();

    /**
     * The target has it.
     *
     * @param answer what it said
     */
    record Taken(int attempts, Answer answer, @Nullable OutsideCall call) implements Ending {}

    /**
     * It was given up.
     *
     * @param code of the last refusal
     * @param message of the last refusal
     * @param condition which limit was reached, as dead letters of rules tell it, or null if the
     *     target refused for good
     */
    record GivenUp(
            int attempts,
            String code,
            String message,
            @Nullable String condition,
            @Nullable OutsideCall call)
            implements Ending {}
}
