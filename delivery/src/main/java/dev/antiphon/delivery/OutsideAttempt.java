package dev.antiphon.delivery;

import dev.antiphon.engine.Effect;

/**
 * The order to make a call for a delivery. Its outcome returns by {@link Deliveries#finish}.
 *
 * @param target the address to return the outcome to
 * @param delivery the delivery's number in the partition that owns the target
 * @param number of this attempt: an outcome of an earlier one that comes late is told from it
 */
public record OutsideAttempt(String target, long delivery, long number, OutsideCall call)
        implements Effect {}
