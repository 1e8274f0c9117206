package dev.antiphon.scheduler;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;

/**
 * A schedule group.
 *
 * @param tags in the order of their keys
 * @param clientToken of the call that created it
 * @param partitions how many partitions may still have schedules of it; 0 for a group that is not
 *     being deleted
 * @param deletionToken of the call that deletes it
 */
record Group(
        GroupArn arn,
        Instant created,
        Instant modified,
        Map<String, String> tags,
        @Nullable String clientToken,
        int partitions,
        @Nullable String deletionToken) {

    static final RowCodec<Group> CODEC = new Codec();

    Group {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    static Group of(
            GroupArn arn, Instant now, Map<String, String> tags, @Nullable String clientToken) {
        return new Group(arn, now, now, tags, clientToken, 0, null);
    }

    boolean deleting() {
        return partitions > 0;
    }

    ScheduleGroupState state() {
        return deleting() ? ScheduleGroupState.DELETING : ScheduleGroupState.ACTIVE;
    }

    Group withTags(Map<String, String> changed) {
        return new Group(arn, created, modified, changed, clientToken, partitions, deletionToken);
    }

    Group leaving(int left, @Nullable String token) {
        return new Group(arn, created, modified, tags, clientToken, left, token);
    }

    private static final class Codec implements RowCodec<Group> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Group group, RowWriter out) {
            GroupArn arn = group.arn;
            out.text(arn.account()).text(arn.region()).text(arn.name());
            out.i64(group.created.toEpochMilli()).i64(group.modified.toEpochMilli());
            out.texts(group.tags);
            out.optionalText(group.clientToken);
            out.varint(group.partitions).optionalText(group.deletionToken);
        }

        @Override
        public Group read(int version, RowReader in) {
            GroupArn arn = new GroupArn(in.text(), in.text(), in.text());
            Instant created = Instant.ofEpochMilli(in.i64());
            Instant modified = Instant.ofEpochMilli(in.i64());
            return new Group(
                    arn,
                    created,
                    modified,
                    in.namedTexts(),
                    in.optionalText(),
                    (int) in.varint(),
                    in.optionalText());
        }
    }
}
