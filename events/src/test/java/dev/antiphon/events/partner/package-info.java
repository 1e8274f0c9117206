/** Tests of partners against the real engine. */
@NullMarked
package dev.antiphon.events.partner;

import org.jspecify.annotations.NullMarked;
