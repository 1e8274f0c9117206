/**
 * The expressions by which an integration takes values from requests and answers, and the changes
 * to these that parameter mappings ask for.
 *
 * <p>Parsed once, when a definition is checked or a stage is prepared; evaluated for each request.
 * Uses nothing of the other packages. Start with {@link
 * dev.antiphon.apigateway.mapping.Expression}.
 */
@NullMarked
package dev.antiphon.apigateway.mapping;

import org.jspecify.annotations.NullMarked;
