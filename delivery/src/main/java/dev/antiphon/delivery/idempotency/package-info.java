/**
 * Idempotency kept by the server: what rules and event source mappings that call functions share of
 * it. Their owners ask for it by tags ({@link dev.antiphon.delivery.idempotency.Idempotency});
 * where it is kept is a matter of whoever makes the calls, since a mark must be committed with what
 * it marks.
 *
 * <p>May depend on {@code engine}. Start reading at {@link
 * dev.antiphon.delivery.idempotency.Idempotency}.
 */
@NullMarked
package dev.antiphon.delivery.idempotency;

import org.jspecify.annotations.NullMarked;
