package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events of a history: not more than asked for, and fewer when they are large. Only the parts
 * that have them are read, not all that came before.
 */
final class HistoryPage {
    /** In characters of the events' texts: far below what clients and memory bear. */
    static final int MOST_TEXT = 4 * 1024 * 1024;

    /** How far before an event the part that has it is looked for at first. */
    private static final int USUAL_PART = 64;

    private final Tx tx;
    private final Execution execution;
    private final int most;
    private final List<Event> events = new ArrayList<>();
    private long text;

    HistoryPage(Tx tx, Execution execution, int most) {
        this.tx = tx;
        this.execution = execution;
        this.most = most;
    }

    List<Event> events() {
        return events;
    }

    /**
     * Takes events from one on.
     *
     * @return the first that it has not, or null where it has the last
     */
    @Nullable Long on(long from, long last) {
        if (from > last) {
            return null;
        }
        long next = from;
        try (Scan<ChunkKey, HistoryChunk> rows = rows(parts(from).getLast().firstId(), last)) {
            while (rows.next()) {
                for (Event event : rows.value().read()) {
                    if (event.id() == next) {
                        if (full(event)) {
                            return next;
                        }
                        next++;
                    }
                }
            }
        }
        return null;
    }

    /**
     * Takes events from one back.
     *
     * @return the first that it has not, or null where it has the very first
     */
    @Nullable Long back(long from) {
        long next = from;
        while (next >= 1) {
            for (HistoryChunk part : parts(next).reversed()) {
                for (Event event : part.read().reversed()) {
                    if (event.id() == next) {
                        if (full(event)) {
                            return next;
                        }
                        next--;
                    }
                }
            }
        }
        return null;
    }

    /** Takes an event, if there is room for it. */
    private boolean full(Event event) {
        long size = 0;
        for (String field : event.fields()) {
            size += field == null ? 0 : field.length();
        }
        if (events.size() == most || (!events.isEmpty() && text + size > MOST_TEXT)) {
            return true;
        }
        events.add(event);
        text += size;
        return false;
    }

    /** The part that has an event, which begins there or before, behind some parts before it. */
    private Deque<HistoryChunk> parts(long id) {
        for (long back = USUAL_PART; ; back *= 8) {
            long from = Math.max(1, id - back);
            Deque<HistoryChunk> parts = new ArrayDeque<>();
            long bytes = 0;
            try (Scan<ChunkKey, HistoryChunk> rows = rows(from, id)) {
                while (rows.next()) {
                    parts.add(rows.value());
                    bytes += rows.value().events().length;
                    while (bytes > MOST_TEXT && parts.size() > 1) {
                        bytes -= parts.remove().events().length;
                    }
                }
            }
            if (!parts.isEmpty()) {
                return parts;
            }
            Check.that(from > 1, "a history has each of its events");
        }
    }

    private Scan<ChunkKey, HistoryChunk> rows(long from, long to) {
        return tx.scan(
                ExecutionTables.HISTORY,
                new ChunkKey(execution.number(), from),
                new ChunkKey(execution.number(), to + 1));
    }
}
