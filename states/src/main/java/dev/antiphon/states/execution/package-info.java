/**
 * What happens when a definition runs: executions, their strands, tasks, Map Runs and history.
 *
 * <p>A {@link dev.antiphon.states.execution.Run} takes the strands of an execution from state to
 * state, one class for each type of state ({@link dev.antiphon.states.execution.Step}), and knows
 * no storage; {@link dev.antiphon.states.execution.OpenExecution} loads it into a transaction and
 * stores what has changed. Nothing of an execution that waits is in memory. It depends on {@code
 * language}, {@code expression}, {@code machine} and the interfaces of {@code task}. Start reading
 * at {@link dev.antiphon.states.execution.StartExecution} and {@link
 * dev.antiphon.states.execution.OpenExecution}.
 */
@NullMarked
package dev.antiphon.states.execution;

import org.jspecify.annotations.NullMarked;
