package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/**
 * An archive that is kept, in pieces.
 *
 * @param size in bytes
 * @param uses how many versions have it: with the last one it goes
 */
record StoredArchive(long size, long uses) {
    static final RowCodec<StoredArchive> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(StoredArchive archive, RowWriter out) {
                    out.varint(archive.size).varint(archive.uses);
                }

                @Override
                public StoredArchive read(int version, RowReader in) {
                    return new StoredArchive(in.varint(), in.varint());
                }
            };
}
