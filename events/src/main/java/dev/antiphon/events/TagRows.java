package dev.antiphon.events;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** How tags are written in rows. */
public final class TagRows {
    private TagRows() {}

    public static void write(Map<String, String> tags, RowWriter out) {
        out.varint(tags.size());
        tags.forEach((key, value) -> out.text(key).text(value));
    }

    public static Map<String, String> read(RowReader in) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (long left = in.varint(); left > 0; left--) {
            tags.put(in.text(), in.text());
        }
        return tags;
    }
}
