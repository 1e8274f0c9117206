/**
 * One port for every service: which service, operation, protocol, region and account a request
 * means.
 *
 * <p>It may use {@code wire.model} and {@code wire.protocol}. Start with {@link
 * dev.antiphon.wire.route.Router}.
 */
@NullMarked
package dev.antiphon.wire.route;

import org.jspecify.annotations.NullMarked;
