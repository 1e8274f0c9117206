/**
 * Tests of what Task states call, on the real engine with real services beside it.
 *
 * <p>Start with {@link dev.antiphon.states.task.Town}, which has queues, topics, buses and state
 * machines, and nothing outside.
 */
@NullMarked
package dev.antiphon.states.task;

import org.jspecify.annotations.NullMarked;
