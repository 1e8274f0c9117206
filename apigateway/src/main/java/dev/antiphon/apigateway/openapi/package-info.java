/**
 * APIs as documents of OpenAPI 3, with the extensions of API Gateway.
 *
 * <p>It knows the model's structures and none of our rows: whoever imports checks what a document
 * says as if it had come by calls. Start with {@link dev.antiphon.apigateway.openapi.OpenApi}.
 */
@NullMarked
package dev.antiphon.apigateway.openapi;

import org.jspecify.annotations.NullMarked;
