/**
 * The constraints of the service models, checked before an operation sees its input, with AWS's
 * texts.
 *
 * <p>It may use {@code wire.codec} and {@code wire.model}. Start with {@link
 * dev.antiphon.wire.validate.Validation}.
 */
@NullMarked
package dev.antiphon.wire.validate;

import org.jspecify.annotations.NullMarked;
