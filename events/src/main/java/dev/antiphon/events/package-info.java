/**
 * Amazon EventBridge, one class per operation.
 *
 * <p>It uses {@code delivery}, {@code service}, {@code engine} and {@code api}; the request and
 * response types are those of the AWS SDK. Start with {@link dev.antiphon.events.EventsService},
 * the table of operations.
 */
@NullMarked
package dev.antiphon.events;

import org.jspecify.annotations.NullMarked;
