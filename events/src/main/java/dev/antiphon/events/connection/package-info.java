/**
 * What EventBridge knows of the world outside: connections (how to get in), API destinations (where
 * to go) and global endpoints.
 *
 * <p>Uses the nouns of {@code events}. Start with {@link
 * dev.antiphon.events.connection.Connections}, the table of operations, and {@link
 * dev.antiphon.events.connection.ApiDestinationTarget}, which makes a request of an event.
 */
@NullMarked
package dev.antiphon.events.connection;

import org.jspecify.annotations.NullMarked;
