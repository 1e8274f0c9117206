/**
 * What is kept of functions: configuration, versions, aliases, layers, permissions, code.
 *
 * <p>Start at {@link dev.antiphon.lambda.function.Functions}. Knows nothing of the other packages
 * of the module.
 */
@NullMarked
package dev.antiphon.lambda.function;

import org.jspecify.annotations.NullMarked;
