package dev.antiphon.sqs;

import org.jspecify.annotations.Nullable;

/**
 * Messages that wait in a line, by their sequences. Eight bytes a message: a queue of ten million
 * takes 80 MB. The numbers are kept in chunks that double in size up to a bound, so that a line of
 * one costs little and a line of millions is never copied.
 *
 * <p>Nearly all removals are at the front. One from within is only noted; the entry goes when the
 * front reaches it.
 */
final class Line {
    /** What a cursor says at the end. Sequences are positive. */
    static final long NONE = -1;

    private static final int SMALLEST_CHUNK = 1;
    private static final int LARGEST_CHUNK = 1024;

    private static final class Chunk {
        final long[] sequences;
        int from;
        int to;
        @Nullable Chunk next;

        Chunk(int capacity) {
            sequences = new long[capacity];
        }
    }

    private @Nullable Chunk head;
    private @Nullable Chunk tail;
    private int size;
    private @Nullable LongMap<Boolean> removed;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The front, or {@link #NONE}. */
    long first() {
        return head == null ? NONE : head.sequences[head.from];
    }

    /** The lower of two sequences, either of which may be {@link #NONE}. */
    static long earlier(long one, long other) {
        if (one == NONE || other == NONE) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }

    void append(long sequence) {
        if (removed != null && removed.contains(sequence)) {
            // It has been here before, and the note about its old place must not hit the new one.
            compact();
        }
        push(sequence);
        size++;
    }

    /** Takes out a message that is in the line. */
    void remove(long sequence) {
        size--;
        if (first() == sequence) {
            pop();
            dropRemovedFront();
            return;
        }
        if (removed == null) {
            removed = new LongMap<>();
        }
        removed.put(sequence, true);
        if (removed.size() > 256 && removed.size() > size) {
            compact();
        }
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Walks over the line without changing it. It ends with the next change of the line. */
    final class Cursor {
        private @Nullable Chunk chunk = head;
        private int at = chunk == null ? 0 : chunk.from;

        /** The next message, or {@link #NONE}. */
        long next() {
            while (chunk != null) {
                if (at == chunk.to) {
                    chunk = chunk.next;
                    at = chunk == null ? 0 : chunk.from;
                    continue;
                }
                long sequence = chunk.sequences[at++];
                if (removed == null || !removed.contains(sequence)) {
                    return sequence;
                }
            }
            return NONE;
        }
    }

    private void push(long sequence) {
        if (tail == null) {
            tail = new Chunk(SMALLEST_CHUNK);
            head = tail;
        } else if (tail.to == tail.sequences.length) {
            Chunk chunk = new Chunk(Math.min(tail.sequences.length * 2, LARGEST_CHUNK));
            tail.next = chunk;
            tail = chunk;
        }
        tail.sequences[tail.to++] = sequence;
    }

    private void pop() {
        if (head != null && ++head.from == head.to) {
            head = head.next;
            if (head == null) {
                tail = null;
            }
        }
    }

    private void dropRemovedFront() {
        while (removed != null && head != null && removed.remove(first()) != null) {
            pop();
            if (removed.isEmpty()) {
                removed = null;
            }
        }
    }

    private void compact() {
        Cursor live = cursor();
        Line compacted = new Line();
        for (long sequence = live.next(); sequence != NONE; sequence = live.next()) {
            compacted.push(sequence);
        }
        head = compacted.head;
        tail = compacted.tail;
        removed = null;
    }
}
