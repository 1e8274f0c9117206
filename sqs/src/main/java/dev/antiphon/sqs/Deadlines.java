package dev.antiphon.sqs;

import java.util.Arrays;

/**
 * When messages of a queue become visible: a binary heap of times with their messages. Whoever
 * changes a message's deadline adds a second entry; the reader tells which one still counts.
 */
final class Deadlines {
    private static final int SMALLEST = 16;

    /** What {@link #keep} asks. */
    interface Counts {
        boolean counts(long time, long sequence);
    }

    private long[] times = new long[SMALLEST];
    private long[] sequences = new long[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** The earliest time, or {@link Long#MAX_VALUE}. */
    long first() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(long time, long sequence) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            sequences = Arrays.copyOf(sequences, size * 2);
        }
        times[size] = time;
        sequences[size] = sequence;
        rise(size++);
    }

    /** Takes out the earliest entry and returns its message. */
    long poll() {
        long sequence = sequences[0];
        size--;
        times[0] = times[size];
        sequences[0] = sequences[size];
        sink(0);
        return sequence;
    }

    void clear() {
        times = new long[SMALLEST];
        sequences = new long[SMALLEST];
        size = 0;
    }

    /** Forgets the entries that no longer count. */
    void keep(Counts counts) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counts.counts(times[i], sequences[i])) {
                times[kept] = times[i];
                sequences[kept] = sequences[i];
                kept++;
            }
        }
        size = kept;
        int capacity = Math.max(SMALLEST, size * 2);
        if (capacity < times.length) {
            times = Arrays.copyOf(times, capacity);
            sequences = Arrays.copyOf(sequences, capacity);
        }
        for (int i = size / 2; i >= 0; i--) {
            sink(i);
        }
    }

    /** Messages that are due together come in the order in which they were sent. */
    private boolean before(int a, int b) {
        return times[a] < times[b] || (times[a] == times[b] && sequences[a] < sequences[b]);
    }

    private void rise(int from) {
        int at = from;
        while (at > 0 && before(at, (at - 1) / 2)) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink(int from) {
        int at = from;
        while (true) {
            int child = at * 2 + 1;
            if (child + 1 < size && before(child + 1, child)) {
                child++;
            }
            if (child >= size || !before(child, at)) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        long time = times[a];
        times[a] = times[b];
        times[b] = time;
        long sequence = sequences[a];
        sequences[a] = sequences[b];
        sequences[b] = sequence;
    }
}
