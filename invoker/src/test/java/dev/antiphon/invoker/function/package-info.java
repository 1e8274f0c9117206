@NullMarked
package dev.antiphon.invoker.function;

import org.jspecify.annotations.NullMarked;
