/**
 * The Amazon States Language: a definition as records, parsed and validated once.
 *
 * <p>One record per type of state. It depends on {@code expression} only. Start reading at {@link
 * dev.antiphon.states.language.Definition}.
 *
 * @see <a href="https://states-language.net/spec.html">the language's specification</a>
 */
@NullMarked
package dev.antiphon.states.language;

import org.jspecify.annotations.NullMarked;
