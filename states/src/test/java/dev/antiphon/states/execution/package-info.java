/**
 * Executions on the real engine under virtual time.
 *
 * <p>Start reading at {@link dev.antiphon.states.execution.Account}.
 */
@NullMarked
package dev.antiphon.states.execution;

import org.jspecify.annotations.NullMarked;
