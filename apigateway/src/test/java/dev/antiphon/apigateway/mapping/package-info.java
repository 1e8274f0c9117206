/**
 * Tests of expressions.
 *
 * <p>Start with {@link dev.antiphon.apigateway.mapping.ExpressionTest}.
 */
@NullMarked
package dev.antiphon.apigateway.mapping;

import org.jspecify.annotations.NullMarked;
