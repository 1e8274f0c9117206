/**
 * The HTTP edge: sockets in, whole requests out, whole answers back. It knows HTTP and nothing of
 * AWS but what an error looks like when a request is too broken to be routed.
 *
 * <p>It may use Vert.x, Netty and the request and answer types of {@code wire}. Everything of one
 * connection happens on one event loop, so nothing here is locked. Start with {@link
 * dev.antiphon.wire.http.HttpServer}, then {@code Loop}, which is one event loop's share of the
 * work, and {@code Exchange}, which is the life of one request.
 */
@NullMarked
package dev.antiphon.wire.http;

import org.jspecify.annotations.NullMarked;
