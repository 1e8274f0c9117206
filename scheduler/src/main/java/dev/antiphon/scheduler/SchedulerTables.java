package dev.antiphon.scheduler;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/**
 * The tables of EventBridge Scheduler: ids 90 to 99. A schedule's rows are on the partition of its
 * own ARN, a group's on that of the group's. Groups are few and published; schedules may be a
 * million and are not.
 */
final class SchedulerTables {
    private SchedulerTables() {}

    private static final KeyCodec<ScheduleArn> BY_SCHEDULE =
            KeyCodec.of(
                    (key, out) ->
                            out.text(key.account())
                                    .text(key.region())
                                    .text(key.group())
                                    .text(key.name()),
                    in -> new ScheduleArn(in.text(), in.text(), in.text(), in.text()));

    private static final KeyCodec<GroupArn> BY_GROUP =
            KeyCodec.of(
                    (key, out) -> out.text(key.account()).text(key.region()).text(key.name()),
                    in -> new GroupArn(in.text(), in.text(), in.text()));

    static final Table<ScheduleArn, Schedule> SCHEDULES =
            Table.of(90, "scheduler.schedules", Family.STATE, BY_SCHEDULE, Schedule.CODEC);

    /** Of those schedules that are going to be invoked. */
    static final Table<ScheduleArn, Occurrence> OCCURRENCES =
            Table.of(91, "scheduler.occurrences", Family.STATE, BY_SCHEDULE, Occurrence.CODEC);

    static final Table<GroupArn, Group> GROUPS =
            Table.of(92, "scheduler.groups", Family.STATE, BY_GROUP, Group.CODEC).publish();

    /** By the ARN of the schedule or group. */
    static final Table<String, Deletion> DELETIONS =
            Table.of(93, "scheduler.deletions", Family.STATE, KeyCodec.TEXT, Deletion.CODEC);
}
