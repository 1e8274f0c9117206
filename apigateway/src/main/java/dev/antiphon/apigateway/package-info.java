/**
 * Amazon API Gateway v2: HTTP APIs.
 *
 * <p>{@code definition} is what is kept of APIs (routes, integrations, stages, deployments,
 * authorizers, domain names) and the operations on it, {@code openapi} how a document of OpenAPI
 * becomes such a definition and back, and {@code gateway} what answers the requests to an API.
 * {@link dev.antiphon.apigateway.ApiGatewayService} puts them together. The module uses {@code
 * delivery}, {@code service}, {@code engine} and {@code api}; the request and response types are
 * those of the AWS SDK.
 */
@NullMarked
package dev.antiphon.apigateway;

import org.jspecify.annotations.NullMarked;
