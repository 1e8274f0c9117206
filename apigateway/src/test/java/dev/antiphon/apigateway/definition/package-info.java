/**
 * Tests of definitions from inside of their package: what the tables hold.
 *
 * <p>Start with {@link dev.antiphon.apigateway.definition.ApiScenario}.
 */
@NullMarked
package dev.antiphon.apigateway.definition;

import org.jspecify.annotations.NullMarked;
