package dev.antiphon.sns;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Map;
import java.util.TreeMap;

/** Texts by names, such as attributes and tags, as they stand in rows. */
final class Texts {
    private Texts() {}

    static void write(Map<String, String> texts, RowWriter out) {
        out.varint(texts.size());
        texts.forEach((name, text) -> out.text(name).text(text));
    }

    static Map<String, String> read(RowReader in) {
        Map<String, String> texts = new TreeMap<>();
        for (long left = in.varint(); left > 0; left--) {
            texts.put(in.text(), in.text());
        }
        return texts;
    }
}
