package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;

/**
 * An archive that is kept, in pieces.
 *
 * @param size in bytes
 * @param uses how many versions have it: with the last one it goes
 */
record StoredArchive(long size, long uses) {
    static final RowCodec<StoredArchive> CODEC =
            RowCodec.first(
                    (archive, out) -> out.varint(archive.size).varint(archive.uses),
                    in -> new StoredArchive(in.varint(), in.varint()));
}
