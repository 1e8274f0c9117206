/**
 * The storage of a durable server: one RocksDB database, a column family for each family of rows,
 * one writer, and a synced log.
 *
 * <p>Depends on the storage interfaces and on RocksDB, which nothing else in Antiphon sees. Start
 * with {@link dev.antiphon.storage.rocksdb.RocksStorage}; {@link
 * dev.antiphon.storage.rocksdb.Tuning} says why RocksDB is set up as it is.
 */
@NullMarked
package dev.antiphon.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
