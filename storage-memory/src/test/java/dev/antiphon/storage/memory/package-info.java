/** The tests of the storages in memory. */
@NullMarked
package dev.antiphon.storage.memory;

import org.jspecify.annotations.NullMarked;
