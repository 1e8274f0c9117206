/**
 * What is kept of HTTP APIs, one class per operation.
 *
 * <p>All rows of an account in a region are on one partition: they are few, they refer to each
 * other, and whoever answers requests to an API reads them from the catalog. Start with {@link
 * dev.antiphon.apigateway.definition.ApiTables} and {@link
 * dev.antiphon.apigateway.definition.Apis}.
 */
@NullMarked
package dev.antiphon.apigateway.definition;

import org.jspecify.annotations.NullMarked;
