/**
 * What routers (topics, rules, schedules) send and targets (queues, topics, buses, endpoints) take,
 * in one place: a {@link dev.antiphon.delivery.Delivery} goes through the outbox to the partition
 * that owns its target, and all that can happen to it happens there: it is taken, tried again by
 * its {@link dev.antiphon.delivery.RetryPolicy}, or becomes a dead letter. No router knows a
 * target, and no target a router; a new kind of target is a {@link
 * dev.antiphon.delivery.TargetType} and a line in the server's wiring.
 *
 * <p>May depend on {@code service} and {@code engine}. Start reading at {@link
 * dev.antiphon.delivery.Deliveries}.
 */
@NullMarked
package dev.antiphon.delivery;

import org.jspecify.annotations.NullMarked;
