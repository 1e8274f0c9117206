/**
 * Tests of {@code delivery} on the real engine.
 *
 * <p>They are here because the testkit stands on what they test.
 */
@NullMarked
package dev.antiphon.testkit.delivery;

import org.jspecify.annotations.NullMarked;
