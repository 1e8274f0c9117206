package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.machine.Revision;

/**
 * The revision of a machine that executions on this partition run, whatever becomes of the machine.
 *
 * @param express whether of an Express machine: a definition may be read otherwise then
 */
record Pinned(boolean express, Revision revision) {
    static final RowCodec<Pinned> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Pinned pinned, RowWriter out) {
                    out.bool(pinned.express);
                    pinned.revision.write(out);
                }

                @Override
                public Pinned read(int version, RowReader in) {
                    return new Pinned(in.bool(), Revision.read(in));
                }
            };
}
