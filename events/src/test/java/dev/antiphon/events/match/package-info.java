/**
 * Tests of matching.
 *
 * <p>Start with {@link dev.antiphon.events.match.RulerAgreementTest}: the ruler is the model.
 */
@NullMarked
package dev.antiphon.events.match;

import org.jspecify.annotations.NullMarked;
