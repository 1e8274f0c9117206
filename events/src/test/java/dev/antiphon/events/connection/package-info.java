/** Tests of connections against the real engine. */
@NullMarked
package dev.antiphon.events.connection;

import org.jspecify.annotations.NullMarked;
