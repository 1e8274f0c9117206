package dev.antiphon.scheduler;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
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
            new KeyCodec<>() {
                @Override
                public void write(ScheduleArn key, KeyWriter out) {
                    out.text(key.account()).text(key.region());
                    out.text(key.group()).text(key.name());
                }

                @Override
                public ScheduleArn read(KeyReader in) {
                    return new ScheduleArn(in.text(), in.text(), in.text(), in.text());
                }
            };

    private static final KeyCodec<GroupArn> BY_GROUP =
            new KeyCodec<>() {
                @Override
                public void write(GroupArn key, KeyWriter out) {
                    out.text(key.account()).text(key.region()).text(key.name());
                }

                @Override
                public GroupArn read(KeyReader in) {
                    return new GroupArn(in.text(), in.text(), in.text());
                }
            };

    private static final KeyCodec<String> BY_ARN =
            new KeyCodec<>() {
                @Override
                public void write(String key, KeyWriter out) {
                    out.text(key);
                }

                @Override
                public String read(KeyReader in) {
                    return in.text();
                }
            };

    static final Table<ScheduleArn, Schedule> SCHEDULES =
            Table.of(90, "scheduler.schedules", Family.STATE, BY_SCHEDULE, Schedule.CODEC);

    /** Of those schedules that are going to be invoked. */
    static final Table<ScheduleArn, Occurrence> OCCURRENCES =
            Table.of(91, "scheduler.occurrences", Family.STATE, BY_SCHEDULE, Occurrence.CODEC);

    static final Table<GroupArn, Group> GROUPS =
            Table.of(92, "scheduler.groups", Family.STATE, BY_GROUP, Group.CODEC).publish();

    /** By the ARN of the schedule or group. */
    static final Table<String, Deletion> DELETIONS =
            Table.of(93, "scheduler.deletions", Family.STATE, BY_ARN, Deletion.CODEC);
}
