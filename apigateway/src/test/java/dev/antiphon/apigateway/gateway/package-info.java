/**
 * Tests of what answers requests, piece by piece.
 *
 * <p>Start with {@link dev.antiphon.apigateway.gateway.RouteTableTest}.
 */
@NullMarked
package dev.antiphon.apigateway.gateway;

import org.jspecify.annotations.NullMarked;
