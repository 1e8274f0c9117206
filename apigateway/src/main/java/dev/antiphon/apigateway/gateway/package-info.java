/**
 * What answers the requests to HTTP APIs: finds the stage and the route, asks the authorizer, and
 * calls the integration.
 *
 * <p>Runs on the threads that requests arrive on, reads definitions from the catalog, never blocks,
 * and keeps nothing that matters: what is prepared from a definition (routes, expressions) is made
 * anew when that changes. Start with {@link dev.antiphon.apigateway.gateway.Gateway}.
 */
@NullMarked
package dev.antiphon.apigateway.gateway;

import org.jspecify.annotations.NullMarked;
