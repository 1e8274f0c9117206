/**
 * JSON in memory.
 *
 * <p>Uses nothing of the other packages. There is only {@link dev.antiphon.apigateway.json.Json}.
 */
@NullMarked
package dev.antiphon.apigateway.json;

import org.jspecify.annotations.NullMarked;
