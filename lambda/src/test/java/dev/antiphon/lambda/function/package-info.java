/** What is kept of functions, through the operations on it. */
@NullMarked
package dev.antiphon.lambda.function;

import org.jspecify.annotations.NullMarked;
