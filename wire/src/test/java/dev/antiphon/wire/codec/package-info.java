/**
 * Tests of the codec by itself.
 *
 * <p>What it does inside of the protocols is tested a package above.
 */
@NullMarked
package dev.antiphon.wire.codec;

import org.jspecify.annotations.NullMarked;
