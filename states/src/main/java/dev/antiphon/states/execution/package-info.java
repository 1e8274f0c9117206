/**
 * What happens when a definition runs: executions, their strands and their history.
 *
 * <p>It depends on {@code language} and {@code expression}.
 */
@NullMarked
package dev.antiphon.states.execution;

import org.jspecify.annotations.NullMarked;
