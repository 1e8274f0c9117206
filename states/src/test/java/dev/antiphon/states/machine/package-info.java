/**
 * Tests of state machines and activities on the real engine, without executions.
 *
 * <p>Start with {@link dev.antiphon.states.machine.Account}, somebody with machines on a node of
 * their own.
 */
@NullMarked
package dev.antiphon.states.machine;

import org.jspecify.annotations.NullMarked;
