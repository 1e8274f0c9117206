package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/**
 * Who is told when an execution has ended.
 *
 * @param receiver the name of the receiver that the parcel is for
 * @param address what the parcel is routed by
 * @param payload what it begins with; an {@link EndedExecution} follows
 */
record Watch(String receiver, String address, byte[] payload) {
    /**
     * @param execution its number
     */
    record Key(long execution, long number) {
        static final KeyCodec<Key> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(Key key, KeyWriter out) {
                        out.i64(key.execution).i64(key.number);
                    }

                    @Override
                    public Key read(KeyReader in) {
                        return new Key(in.i64(), in.i64());
                    }
                };
    }

    static final RowCodec<Watch> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Watch watch, RowWriter out) {
                    out.text(watch.receiver).text(watch.address).bytes(watch.payload);
                }

                @Override
                public Watch read(int version, RowReader in) {
                    return new Watch(in.text(), in.text(), in.bytes());
                }
            };
}
