/**
 * How a function is run: at once for whoever waits, or later from a durable queue.
 *
 * <p>Start at {@link dev.antiphon.lambda.invocation.Invocations}. Uses {@code function}.
 */
@NullMarked
package dev.antiphon.lambda.invocation;

import org.jspecify.annotations.NullMarked;
