/**
 * Amazon EventBridge, one class per operation.
 *
 * <p>It uses {@code delivery}, {@code service}, {@code engine} and {@code api}; the request and
 * response types are those of the AWS SDK. Start with {@link dev.antiphon.events.EventsService},
 * the table of operations, and {@link dev.antiphon.events.Routing}, where an event meets the rules.
 *
 * <p>A bus, its rules and their targets live on the partition of the bus's ARN ({@link
 * dev.antiphon.events.EventsTables}); {@link dev.antiphon.events.Buses} keeps the patterns
 * compiled. An event comes to a bus by PutEvents or as a delivery ({@link
 * dev.antiphon.events.BusTarget}): from rules of other buses, from schedules, from services ({@link
 * dev.antiphon.delivery.ServiceEvents}), and by {@link dev.antiphon.events.Injection}, which is how
 * a replay puts an event that is whole on a bus again, for given rules only. Whatever is to get
 * every event that matches a pattern, such as an archive, has a rule by {@link
 * dev.antiphon.events.ManagedRules} whose target is its own ARN, and takes the deliveries as an
 * {@link dev.antiphon.events.EventsTarget.Resource}; one line in the server's wiring gives that to
 * {@link dev.antiphon.events.EventsTarget}.
 */
@NullMarked
package dev.antiphon.events;

import org.jspecify.annotations.NullMarked;
