/**
 * Which rules an event matches.
 *
 * <p>Patterns are read by AWS's own event-ruler, whose words its errors are in; what it makes of a
 * pattern is evaluated here, rule by rule, but only for the few rules that an index on equal values
 * and prefixes leaves over. It depends on the ruler and Jackson alone. Start reading at {@link
 * dev.antiphon.events.match.PatternIndex}.
 */
@NullMarked
package dev.antiphon.events.match;

import org.jspecify.annotations.NullMarked;
