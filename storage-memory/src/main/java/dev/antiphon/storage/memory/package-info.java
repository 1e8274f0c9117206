/**
 * Storages whose rows live on the heap: {@link dev.antiphon.storage.memory.MemoryStorage} for
 * servers that need not keep anything, and {@link dev.antiphon.storage.memory.SimulatedDisk} for
 * simulations that want to lose power, fill the disk and break writes.
 *
 * <p>Depends on the storage interfaces only; holds no clock, no thread and no randomness of its
 * own. Start with {@link dev.antiphon.storage.memory.Rows}, which both are made of.
 */
@NullMarked
package dev.antiphon.storage.memory;

import org.jspecify.annotations.NullMarked;
