/**
 * Event source mappings: queues and streams that are read for a function.
 *
 * <p>A mapping is a row on the partition of its source, where {@link
 * dev.antiphon.delivery.source.Pollers} follow it; what they do by it says {@link
 * dev.antiphon.lambda.mapping.MappingConsumer}. Start at {@link
 * dev.antiphon.lambda.mapping.Mappings}. Uses {@code function} and {@code invocation}.
 */
@NullMarked
package dev.antiphon.lambda.mapping;

import org.jspecify.annotations.NullMarked;
