package dev.antiphon.sqs;

import java.util.TreeSet;

/** Which stretches of time a queue still has deduplication rows of; see {@link Deduplication}. */
final class DeduplicationBuckets {
    private final TreeSet<Long> buckets = new TreeSet<>();
    private long nextDue = Long.MAX_VALUE;

    boolean contains(long bucket) {
        return buckets.contains(bucket);
    }

    /** Those that there are, the latest first, down to this one. */
    Iterable<Long> downTo(long bucket) {
        return buckets.descendingSet().headSet(bucket, true);
    }

    void added(long bucket) {
        buckets.add(bucket);
        changed();
    }

    void removed(long bucket) {
        buckets.remove(bucket);
        changed();
    }

    /** From {@code from} (inclusive) to {@code to} (exclusive). */
    void removed(long from, long to) {
        buckets.subSet(from, to).clear();
        changed();
    }

    /** When the first can be forgotten, or {@link Long#MAX_VALUE}. */
    long nextDue() {
        return nextDue;
    }

    private void changed() {
        // Rows of a bucket count until the end of the following one.
        nextDue =
                buckets.isEmpty()
                        ? Long.MAX_VALUE
                        : (buckets.first() + 2) * Deduplication.INTERVAL.toMillis();
    }

    long first() {
        return buckets.first();
    }
}
