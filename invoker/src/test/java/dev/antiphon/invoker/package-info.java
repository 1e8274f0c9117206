/** The impure edge against real sockets on the loopback. */
@NullMarked
package dev.antiphon.invoker;

import org.jspecify.annotations.NullMarked;
