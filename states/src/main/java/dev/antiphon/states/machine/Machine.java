package dev.antiphon.states.machine;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * A state machine.
 *
 * @param express whether its executions are Express
 * @param updated when it got its revision
 * @param revision the present one
 * @param creation what a repeated creation is compared with
 * @param lastVersion the number of the version that was published last, also if it was deleted
 *     since; 0 for none
 * @param tags in the order of their keys
 * @param partitions how many partitions may still have executions of it; 0 for a machine that is
 *     not being deleted
 */
public record Machine(
        MachineArn arn,
        boolean express,
        Instant created,
        Instant updated,
        Revision revision,
        Creation creation,
        long lastVersion,
        Map<String, String> tags,
        int partitions) {

    /**
     * How it was created, besides its revision.
     *
     * @param published whether as version 1
     */
    record Creation(boolean published, @Nullable String versionDescription) {}

    static final RowCodec<Machine> CODEC = new Codec();

    public Machine {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    public boolean deleting() {
        return partitions > 0;
    }

    StateMachineStatus status() {
        return deleting() ? StateMachineStatus.DELETING : StateMachineStatus.ACTIVE;
    }

    StateMachineType type() {
        return express ? StateMachineType.EXPRESS : StateMachineType.STANDARD;
    }

    Machine withRevision(Revision changed, Instant when) {
        return new Machine(
                arn, express, created, when, changed, creation, lastVersion, tags, partitions);
    }

    Machine withLastVersion(long number) {
        return new Machine(
                arn, express, created, updated, revision, creation, number, tags, partitions);
    }

    Machine withTags(Map<String, String> changed) {
        return new Machine(
                arn,
                express,
                created,
                updated,
                revision,
                creation,
                lastVersion,
                changed,
                partitions);
    }

    Machine leaving(int left) {
        return new Machine(
                arn, express, created, updated, revision, creation, lastVersion, tags, left);
    }

    private static final class Codec implements RowCodec<Machine> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Machine machine, RowWriter out) {
            MachineArn arn = machine.arn;
            out.text(arn.account()).text(arn.region()).text(arn.name()).bool(machine.express);
            out.i64(machine.created.toEpochMilli()).i64(machine.updated.toEpochMilli());
            machine.revision.write(out);
            out.bool(machine.creation.published);
            out.optionalText(machine.creation.versionDescription);
            out.varint(machine.lastVersion);
            out.texts(machine.tags);
            out.varint(machine.partitions);
        }

        @Override
        public Machine read(int version, RowReader in) {
            return new Machine(
                    new MachineArn(in.text(), in.text(), in.text()),
                    in.bool(),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()),
                    Revision.read(in),
                    new Creation(in.bool(), in.optionalText()),
                    in.varint(),
                    in.namedTexts(),
                    (int) in.varint());
        }
    }
}
