/**
 * What AWS's service models say beyond the SDK's model classes: operations and their routes, errors
 * with codes and statuses, constraints, and the names of the Query protocol. The tables are JSON
 * resources made by {@code tools/model-tables.py}.
 *
 * <p>It uses Jackson's streaming parser and nothing else of the wire. Start with {@link
 * dev.antiphon.wire.model.ServiceModel}.
 */
@NullMarked
package dev.antiphon.wire.model;

import org.jspecify.annotations.NullMarked;
