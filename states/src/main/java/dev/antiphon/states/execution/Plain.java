package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/** Keys and rows that are one text, one number, or nothing. */
final class Plain {
    private Plain() {}

    static final KeyCodec<String> BY_TEXT =
            new KeyCodec<>() {
                @Override
                public void write(String key, KeyWriter out) {
                    out.text(key);
                }

                @Override
                public String read(KeyReader in) {
                    return in.text();
                }
            };

    static final KeyCodec<Long> BY_NUMBER =
            new KeyCodec<>() {
                @Override
                public void write(Long key, KeyWriter out) {
                    out.i64(key);
                }

                @Override
                public Long read(KeyReader in) {
                    return in.i64();
                }
            };

    static final RowCodec<String> TEXT =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(String text, RowWriter out) {
                    out.text(text);
                }

                @Override
                public String read(int version, RowReader in) {
                    return in.text();
                }
            };

    static final RowCodec<Long> NUMBER =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Long number, RowWriter out) {
                    out.i64(number);
                }

                @Override
                public Long read(int version, RowReader in) {
                    return in.i64();
                }
            };

    /** That a row is there says it all. */
    static final RowCodec<Boolean> MARK =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Boolean mark, RowWriter out) {
                    // nothing
                }

                @Override
                public Boolean read(int version, RowReader in) {
                    return true;
                }
            };
}
