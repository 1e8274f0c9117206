/**
 * Runs functions: as processes of the machine that speak Lambda's Runtime API, kept warm between
 * invocations.
 *
 * <p>Knows nothing of rows and services: what to run is in a {@link
 * dev.antiphon.delivery.FunctionSpec}, and nothing here outlives the server but logs. All state of
 * the pool belongs to one event loop; what blocks (unpacking, starting, ending processes) happens
 * on threads beside it and comes back to it. Start reading at {@link
 * dev.antiphon.invoker.function.FunctionRunner}, then {@code Pool} and {@code FunctionProcess}.
 */
@NullMarked
package dev.antiphon.invoker.function;

import org.jspecify.annotations.NullMarked;
