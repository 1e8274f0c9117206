/** Tests of the demo's nouns; the whole of it is run against the packaged server elsewhere. */
@NullMarked
package dev.antiphon.demo;

import org.jspecify.annotations.NullMarked;
