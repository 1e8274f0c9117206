package dev.antiphon.scheduler;

import dev.antiphon.service.schedule.ScheduleExpression;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The times of a schedule by its expression, zone, StartDate and EndDate; the last two do not count
 * for what happens once.
 */
record Timetable(ScheduleExpression expression, ZoneId zone, Schedule schedule) {
    static Timetable of(Schedule schedule) {
        return new Timetable(
                ScheduleExpression.ofSchedule(schedule.definition().expression()),
                ZoneId.of(schedule.definition().zone()),
                schedule);
    }

    boolean recurring() {
        return expression.recurring();
    }

    /** The first time later than {@code time}, or nothing if there is none. */
    Optional<Instant> after(Instant time) {
        if (!recurring()) {
            return expression.next(time, zone, schedule.anchor());
        }
        Instant start = schedule.definition().start();
        Instant end = schedule.definition().end();
        Instant from = start != null && time.isBefore(start) ? start.minusMillis(1) : time;
        return expression
                .next(from, zone, start == null ? schedule.anchor() : start)
                .filter(next -> end == null || !next.isAfter(end));
    }
}
