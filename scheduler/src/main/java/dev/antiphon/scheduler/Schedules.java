package dev.antiphon.scheduler;

import dev.antiphon.engine.Tx;

/** How operations find the schedules that they are about. */
final class Schedules {
    private Schedules() {}

    /**
     * A schedule that this partition owns.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Schedule require(Tx tx, ScheduleArn arn) {
        Schedule schedule = tx.get(SchedulerTables.SCHEDULES, arn);
        if (schedule == null) {
            throw SchedulerErrors.noSchedule(arn);
        }
        return schedule;
    }
}
