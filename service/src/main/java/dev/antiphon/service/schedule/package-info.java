/**
 * When something that recurs, or is to happen once, happens next: the expressions that
 * EventBridge's rules and EventBridge Scheduler share.
 *
 * <p>Values that know no clock, no engine and no service. Start with {@link
 * dev.antiphon.service.schedule.ScheduleExpression}.
 */
@NullMarked
package dev.antiphon.service.schedule;

import org.jspecify.annotations.NullMarked;
