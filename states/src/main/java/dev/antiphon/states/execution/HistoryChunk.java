package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that one operation added to a history, as they are stored: a text that occurs several
 * times, such as the payload that one state hands to the next, is written once.
 */
record HistoryChunk(long firstId, byte[] events) {
    static final RowCodec<HistoryChunk> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(HistoryChunk chunk, RowWriter out) {
                    out.varint(chunk.firstId).bytes(chunk.events);
                }

                @Override
                public HistoryChunk read(int version, RowReader in) {
                    return new HistoryChunk(in.varint(), in.bytes());
                }
            };

    private static final int ABSENT = 0;
    private static final int NEW = 1;
    private static final int KNOWN = 2;

    /** Gathers events. */
    static final class Writer {
        private final RowWriter out = new RowWriter();
        private final Map<String, Integer> texts = new HashMap<>();
        private final long firstId;
        private long time;
        private long size;

        Writer(long firstId) {
            this.firstId = firstId;
        }

        void add(long id, long previous, Instant at, EventType type, @Nullable String[] fields) {
            long millis = at.toEpochMilli();
            out.u8(type.code()).varint(previous == 0 ? 0 : id - previous);
            out.varint(millis - time).varint(fields.length);
            time = millis;
            for (String field : fields) {
                text(field);
            }
        }

        private void text(@Nullable String text) {
            if (text == null) {
                out.varint(ABSENT);
                return;
            }
            Integer known = texts.putIfAbsent(text, texts.size());
            if (known == null) {
                out.varint(NEW).text(text);
                size += text.length();
            } else {
                out.varint(KNOWN + known);
            }
        }

        /** Of the texts, in characters. */
        long size() {
            return size;
        }

        HistoryChunk done() {
            return new HistoryChunk(firstId, out.toBytes());
        }
    }

    List<Event> read() {
        RowReader in = new RowReader(events);
        List<Event> list = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        long id = firstId;
        long time = 0;
        while (!in.atEnd()) {
            EventType type = EventType.of(in.u8());
            long back = in.varint();
            time += in.varint();
            List<@Nullable String> fields = new ArrayList<>();
            for (long left = in.varint(); left > 0; left--) {
                fields.add(text(in, texts));
            }
            long previous = back == 0 ? 0 : id - back;
            list.add(new Event(id, previous, Instant.ofEpochMilli(time), type, fields));
            id++;
        }
        return list;
    }

    private static @Nullable String text(RowReader in, List<String> texts) {
        int code = (int) in.varint();
        if (code == ABSENT) {
            return null;
        }
        if (code == NEW) {
            texts.add(in.text());
            return texts.getLast();
        }
        return texts.get(code - KNOWN);
    }
}
