/**
 * Tests of EventBridge Scheduler on the real engine, with real queues as targets.
 *
 * <p>Start with {@link dev.antiphon.scheduler.Account}, somebody with schedules on a node of their
 * own.
 */
@NullMarked
package dev.antiphon.scheduler;

import org.jspecify.annotations.NullMarked;
