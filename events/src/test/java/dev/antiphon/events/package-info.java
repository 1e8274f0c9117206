/** EventBridge against the real engine. */
@NullMarked
package dev.antiphon.events;

import org.jspecify.annotations.NullMarked;
