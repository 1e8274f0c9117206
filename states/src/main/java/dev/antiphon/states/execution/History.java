package dev.antiphon.states.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run adds to the history of its execution. An execution that keeps none (Express) counts
 * its events all the same, since error texts name them.
 */
final class History {
    /** The last of these is the failure that there are too many. */
    static final long MOST_EVENTS = 25_000;

    /** There is no room for another event: the execution has to end. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full() {
            super(null, null, false, false);
        }
    }

    private final boolean kept;
    private final Instant now;
    private long last;
    private long size;
    private HistoryChunk.@Nullable Writer writer;

    /**
     * @param last the id of the last event that there is already
     */
    History(boolean kept, Instant now, long last) {
        this.kept = kept;
        this.now = now;
        this.last = last;
    }

    /** Returns the event's id. */
    long add(EventType type, long previous, @Nullable String... fields) {
        if (!kept) {
            size += size(fields);
            return ++last;
        }
        if (last + 1 >= MOST_EVENTS && !type.last()) {
            throw new Full();
        }
        last++;
        if (writer == null) {
            writer = new HistoryChunk.Writer(last);
        }
        writer.add(last, previous, now, type, fields);
        return last;
    }

    long last() {
        return last;
    }

    private static long size(@Nullable String[] fields) {
        long size = 0;
        for (String field : fields) {
            size += field == null ? 0 : field.length();
        }
        return size;
    }

    /** How much text the events that were added have, about, in characters. */
    long size() {
        return writer == null ? size : writer.size();
    }

    /** What was added, or null if nothing was. */
    @Nullable HistoryChunk chunk() {
        return writer == null ? null : writer.done();
    }
}
