/**
 * AWS's wire: HTTP requests in, calls out, answers back. It knows shapes, never behaviour.
 *
 * <p>It may use {@code api} and the AWS SDK's model classes. A request becomes an {@link
 * dev.antiphon.wire.HttpRequest}, is routed and decoded to a {@link dev.antiphon.wire.WireCall},
 * handed to the {@link dev.antiphon.wire.Backend}, and its answer is encoded by the same protocol.
 */
@NullMarked
package dev.antiphon.wire;

import org.jspecify.annotations.NullMarked;
