package dev.antiphon.storage;

/**
 * Rows are kept apart by how they are used, so that a storage can tune itself; a family is a
 * RocksDB column family. There are few on purpose: 256 of them cost 45 % of the write rate and ran
 * out of file descriptors.
 */
public enum Family {
    /**
     * Small rows that are looked up and overwritten: definitions, counters, the state of a
     * delivery.
     */
    STATE,
    /**
     * Rows that are written once, in key order, and deleted once, mostly from the front: messages,
     * records, history.
     */
    LOG,
    /** Rows that wait to be taken from the front: timers, the outbox. */
    QUEUE
}
