/**
 * Tests of API Gateway on the real engine, with an outside that the tests are.
 *
 * <p>Start with {@link dev.antiphon.apigateway.Account}, somebody with APIs on a node of their own.
 */
@NullMarked
package dev.antiphon.apigateway;

import org.jspecify.annotations.NullMarked;
