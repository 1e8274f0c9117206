/**
 * Event source mappings: queues and streams that are read for a function.
 *
 * <p>Start at {@link dev.antiphon.lambda.mapping.Mappings}. Uses {@code function}.
 */
@NullMarked
package dev.antiphon.lambda.mapping;

import org.jspecify.annotations.NullMarked;
