package dev.antiphon.scheduler;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;

/**
 * Invokes the target of a schedule whose time has come and plans the next time, in one commit: so
 * an occurrence is invoked once, whatever crashes.
 */
final class RunSchedule implements TimerHandler {
    @Override
    public void fire(Tx tx, Timer timer) {
        ScheduleArn arn = ScheduleArn.ours(timer.key());
        Occurrence occurrence = tx.get(SchedulerTables.OCCURRENCES, arn);
        if (occurrence == null || occurrence.due().isAfter(timer.due())) {
            return; // a timer that had failed, and the schedule was changed before it came again
        }
        Schedule schedule =
                Check.present(
                        tx.get(SchedulerTables.SCHEDULES, arn), "an occurrence has its schedule");
        Invocation.of(tx, schedule, occurrence).send(tx);
        boolean more = Occurrences.follow(tx, schedule, occurrence);
        if (!more && schedule.definition().deletedAfterCompletion()) {
            tx.delete(SchedulerTables.SCHEDULES, arn);
        }
    }
}
