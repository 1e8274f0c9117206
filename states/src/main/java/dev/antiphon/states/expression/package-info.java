/**
 * What a definition computes while it runs: paths, payload templates, intrinsic functions,
 * comparisons and JSONata.
 *
 * <p>Compiled once, evaluated often, without state; it depends on nothing else of the module. Start
 * reading at {@link dev.antiphon.states.expression.Expression}.
 */
@NullMarked
package dev.antiphon.states.expression;

import org.jspecify.annotations.NullMarked;
