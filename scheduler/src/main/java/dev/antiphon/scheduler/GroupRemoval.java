package dev.antiphon.scheduler;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;

/**
 * The deletion of a group with all its schedules, wherever they are. The group is marked; every
 * partition is told, removes what it has of it piece by piece, and reports; when the last one has,
 * the group is gone and its name free.
 */
final class GroupRemoval {
    private static final ParcelKind<byte[]> REMOVE = ParcelKind.ofBytes("scheduler.remove-group");
    private static final ParcelKind<byte[]> REMOVED = ParcelKind.ofBytes("scheduler.group-removed");
    private static final byte[] NOTHING = {};

    /** Schedules that are removed in one go. */
    private static final int AT_ONCE = 256;

    private GroupRemoval() {}

    static void register(Registry registry) {
        registry.receiver(REMOVE, (tx, group, payload) -> remove(tx, group));
        registry.timer(REMOVE.name(), (tx, timer) -> remove(tx, timer.key()));
        registry.receiver(REMOVED, (tx, group, payload) -> reported(tx, GroupArn.ours(group)));
    }

    /** Tells every partition. Returns how many there are. */
    static int begin(Tx tx, GroupArn group) {
        return tx.sendToAll(REMOVE, group.toString(), NOTHING);
    }

    private static void remove(Tx tx, String address) {
        GroupArn group = GroupArn.ours(address);
        List<ScheduleArn> some = new ArrayList<>();
        ScheduleRange range = ScheduleRange.of(group, "", null);
        try (Scan<ScheduleArn, Schedule> rows =
                tx.scan(SchedulerTables.SCHEDULES, range.from(), range.to())) {
            while (some.size() < AT_ONCE && rows.next()) {
                some.add(rows.key());
            }
        }
        for (ScheduleArn schedule : some) {
            Occurrences.cancel(tx, schedule);
            tx.delete(SchedulerTables.SCHEDULES, schedule);
        }
        if (some.size() == AT_ONCE) {
            tx.setTimer(new Timer(REMOVE.name(), tx.now().plusMillis(1), address));
        } else {
            tx.send(REMOVED, address, NOTHING);
        }
    }

    private static void reported(Tx tx, GroupArn arn) {
        Group group = tx.get(SchedulerTables.GROUPS, arn);
        if (group == null) {
            return;
        }
        int left = group.partitions() - 1;
        if (left > 0) {
            tx.put(SchedulerTables.GROUPS, arn, group.leaving(left, group.deletionToken()));
            return;
        }
        tx.delete(SchedulerTables.GROUPS, arn);
        Deletion.remember(tx, arn.toString(), group.deletionToken());
    }
}
