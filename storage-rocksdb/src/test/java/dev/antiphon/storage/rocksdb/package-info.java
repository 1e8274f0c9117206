/** The tests of the storage in RocksDB. */
@NullMarked
package dev.antiphon.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
