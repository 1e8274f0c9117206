/** Mappings, with a test in the place of the functions. */
@NullMarked
package dev.antiphon.lambda.mapping;

import org.jspecify.annotations.NullMarked;
