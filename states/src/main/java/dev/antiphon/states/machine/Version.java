package dev.antiphon.states.machine;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A revision of a machine that was published under a number and stays as it is. */
record Version(VersionKey key, @Nullable String description, Instant created, Revision revision) {
    static final RowCodec<Version> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Version version, RowWriter out) {
                    MachineArn machine = version.key.machine();
                    out.text(machine.account()).text(machine.region()).text(machine.name());
                    out.varint(version.key.number()).optionalText(version.description);
                    out.i64(version.created.toEpochMilli());
                    version.revision.write(out);
                }

                @Override
                public Version read(int version, RowReader in) {
                    MachineArn machine = new MachineArn(in.text(), in.text(), in.text());
                    return new Version(
                            new VersionKey(machine, in.varint()),
                            in.optionalText(),
                            Instant.ofEpochMilli(in.i64()),
                            Revision.read(in));
                }
            };

    String arn() {
        return key.toString();
    }
}
