/**
 * The tests of the storages in memory, and the contract test that every storage has to pass. Other
 * modules use this package through the test jar.
 */
@NullMarked
package dev.antiphon.storage.memory;

import org.jspecify.annotations.NullMarked;
