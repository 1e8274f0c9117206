/**
 * Tests of the engine's promises, on the engine itself. Start with {@link
 * dev.antiphon.testkit.EngineTest}.
 */
@NullMarked
package dev.antiphon.testkit;

import org.jspecify.annotations.NullMarked;
