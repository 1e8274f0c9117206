/**
 * The server: it reads the configuration, wires every part by hand, starts and stops.
 *
 * <p>It may use every module but {@code demo}, {@code compat} and {@code bench}; nothing but those
 * uses it. Threads, clocks, sockets and files belong here, so that the parts behind stay
 * deterministic. Start with {@link dev.antiphon.server.Main}, then {@link
 * dev.antiphon.server.Server}, where everything is put together.
 */
@NullMarked
package dev.antiphon.server;

import org.jspecify.annotations.NullMarked;
