/**
 * The durable, deterministic core: partitions, transactions over tables, timers, the outbox, ids
 * and the catalog.
 *
 * <p>It knows no service and no HTTP, starts no thread and reads no clock: whoever drives it (the
 * server's threads, or a simulation) calls {@link dev.antiphon.engine.Partition#work} and {@link
 * dev.antiphon.engine.Committer#work}. It may use {@code storage}, nothing else. Start with {@link
 * dev.antiphon.engine.Tx}, what a handler sees, then read {@link dev.antiphon.engine.Partition} and
 * {@link dev.antiphon.engine.Committer}.
 */
@NullMarked
package dev.antiphon.engine;

import org.jspecify.annotations.NullMarked;
