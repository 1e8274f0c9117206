/**
 * Tests of the wire. Official SDK clients speak to a {@link dev.antiphon.wire.Front} without any
 * network between: start with {@link dev.antiphon.wire.Loop}.
 */
@NullMarked
package dev.antiphon.wire;

import org.jspecify.annotations.NullMarked;
