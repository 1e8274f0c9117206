/**
 * Amazon EventBridge Scheduler, one class per operation.
 *
 * <p>It uses {@code delivery}, {@code service}, {@code engine} and {@code api}; the request and
 * response types are those of the AWS SDK. Start with {@link
 * dev.antiphon.scheduler.SchedulerService}, the table of operations, and go on with {@link
 * dev.antiphon.scheduler.Occurrences} and {@link dev.antiphon.scheduler.RunSchedule}: when a
 * schedule is invoked, and what happens then.
 */
@NullMarked
package dev.antiphon.scheduler;

import org.jspecify.annotations.NullMarked;
