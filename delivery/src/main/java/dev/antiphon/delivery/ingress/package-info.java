/**
 * HTTP that is no API of AWS's: what comes in at addresses that a service gave out, such as the URL
 * of a function or the stage of an HTTP API.
 *
 * <p>Start at {@link dev.antiphon.delivery.ingress.Ingress}. {@link
 * dev.antiphon.delivery.ingress.ProxyEvent} is how a function sees such a request, and {@link
 * dev.antiphon.delivery.ingress.ProxyAnswer} what its answer means. Uses {@code engine}, {@code
 * api} and {@code delivery}; no sockets.
 */
@NullMarked
package dev.antiphon.delivery.ingress;

import org.jspecify.annotations.NullMarked;
