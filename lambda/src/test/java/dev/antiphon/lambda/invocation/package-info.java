/** Invocations, with a test in the place of the processes. */
@NullMarked
package dev.antiphon.lambda.invocation;

import org.jspecify.annotations.NullMarked;
