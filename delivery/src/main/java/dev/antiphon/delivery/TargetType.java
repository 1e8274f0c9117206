package dev.antiphon.delivery;

import dev.antiphon.engine.Tx;

/** A kind of target: takes the deliveries that are addressed to ARNs of one service. */
public interface TargetType {
    /** The service in the targets' ARNs, such as {@code sqs}. */
    String service();

    /**
     * Takes a delivery, on the partition that owns the target. Inside, that is all: what it stages
     * is committed with the delivery's end, so it happens exactly once. For a target outside it
     * stages nothing and says which call to make.
     *
     * @param earlier the attempts that were made before this one
     */
    Attempt attempt(Tx tx, Delivery delivery, int earlier);

    /** How much a target outside is given at once. Asked before every attempt. */
    default Limits limits(Tx tx, String target) {
        return Limits.DEFAULTS;
    }

    /**
     * Whether an attempt that was refused for now uses up one of the policy's retries. One that
     * does not is made again, less and less often, until the delivery is too old.
     */
    default boolean counts(Attempt.Refused refused) {
        return true;
    }

    /**
     * A delivery has ended that was not taken at once. For a target whose own state is what comes
     * of its calls.
     */
    default void ended(Tx tx, Delivery delivery, Ending ending) {}
}
