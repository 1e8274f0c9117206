/** Tests of archives against the real engine. */
@NullMarked
package dev.antiphon.events.archive;

import org.jspecify.annotations.NullMarked;
