package dev.antiphon.scheduler;

import dev.antiphon.engine.Tx;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How operations find the schedule groups that they are about. */
final class Groups {
    private Groups() {}

    /**
     * A group that this partition owns. The default group comes to be when somebody first looks at
     * it: every account has one, and only its date needs a row.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Group require(Tx tx, GroupArn arn) {
        Group group = tx.get(SchedulerTables.GROUPS, arn);
        if (group != null) {
            return group;
        }
        if (!arn.isDefault()) {
            throw SchedulerErrors.noGroup(arn);
        }
        Group created = Group.of(arn, tx.now(), Map.of(), null);
        tx.put(SchedulerTables.GROUPS, arn, created);
        return created;
    }

    /**
     * Checks that schedules may be put into a group, whichever partition owns it.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException, or ConflictException for one
     *     that is being deleted
     */
    static void checkOpen(Tx tx, GroupArn arn) {
        if (arn.isDefault()) {
            return;
        }
        // That a group is being deleted is in the catalog before any partition is told to remove
        // its schedules: none is created behind the removal's back. On the group's own partition
        // the parcel may be ahead of the catalog, but there the row is at hand.
        Group group = find(tx, arn);
        if (group == null) {
            throw SchedulerErrors.noGroup(arn);
        }
        if (group.deleting()) {
            throw SchedulerErrors.groupIsDeleted(arn);
        }
    }

    static @Nullable Group find(Tx tx, GroupArn arn) {
        Group own = tx.get(SchedulerTables.GROUPS, arn);
        return own != null ? own : tx.catalog(SchedulerTables.GROUPS).get(arn);
    }
}
