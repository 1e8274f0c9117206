/**
 * AWS's protocols: how a request carries its input, and how answers and errors are dressed.
 *
 * <p>It may use {@code wire.codec} and {@code wire.model}. Start with {@link
 * dev.antiphon.wire.protocol.Protocol}.
 */
@NullMarked
package dev.antiphon.wire.protocol;

import org.jspecify.annotations.NullMarked;
