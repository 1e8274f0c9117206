/**
 * The interfaces between the engine and what keeps its rows.
 *
 * <p>A storage keeps rows (bytes to bytes, ordered by key) in a few families and writes batches of
 * changes atomically, in order, and durably when asked. It knows nothing of tables, partitions or
 * services. Implementations live in the {@code storage-*} modules and are all held to the contract
 * test of {@code storage-memory}'s test jar. Start with {@link dev.antiphon.storage.Storage}.
 */
@NullMarked
package dev.antiphon.storage;

import org.jspecify.annotations.NullMarked;
