/**
 * The impure edge: performs the calls outside of the store that deliveries ask for, on virtual
 * threads, and brings their outcomes back.
 *
 * <p>May depend on {@code delivery} and the engine. Start reading at {@link
 * dev.antiphon.invoker.Invoker}.
 */
@NullMarked
package dev.antiphon.invoker;

import org.jspecify.annotations.NullMarked;
