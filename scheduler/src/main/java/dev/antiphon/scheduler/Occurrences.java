package dev.antiphon.scheduler;

import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the next occurrence of every schedule that is enabled: a row, and a timer that is due then.
 * Both are rows and nothing of them is on the heap but the timers that come next, so that a million
 * schedules cost disk.
 *
 * <p>A time that passed while the server was down is invoked late; if it was several, once for all
 * of them. Within a flexible time window nothing is late, and each has its own.
 */
final class Occurrences {
    static final String TIMER = "scheduler.run";

    private Occurrences() {}

    /**
     * Begins with a schedule that is new or has got other times. One that was to happen once, and
     * has come too late for that, happens at once.
     */
    static void begin(Tx tx, Schedule schedule) {
        Timetable times = Timetable.of(schedule);
        keep(tx, schedule, times, times.recurring() ? tx.now().minusMillis(1) : Instant.MIN);
    }

    /** Goes on with a schedule that was changed in some way. */
    static void change(Tx tx, Schedule before, Schedule after) {
        if (!after.definition().enabled()) {
            cancel(tx, after.arn());
            return;
        }
        if (!sameTimes(before.definition(), after.definition())) {
            cancel(tx, after.arn());
            begin(tx, after);
            return;
        }
        Occurrence planned = tx.get(SchedulerTables.OCCURRENCES, after.arn());
        Instant end = after.definition().end();
        if (planned == null || (end != null && planned.scheduled().isAfter(end))) {
            cancel(tx, after.arn());
            keep(tx, after, Timetable.of(after), tx.now());
        }
    }

    private static boolean sameTimes(Definition before, Definition after) {
        return before.expression().equals(after.expression())
                && before.zone().equals(after.zone())
                && Objects.equals(before.start(), after.start())
                && window(before).equals(window(after));
    }

    /** After an occurrence was invoked. Returns whether there is another one. */
    static boolean follow(Tx tx, Schedule schedule, Occurrence last) {
        tx.delete(SchedulerTables.OCCURRENCES, schedule.arn());
        // What is due at this very moment is not missed.
        Instant missed = tx.now().minus(window(schedule.definition())).minusMillis(1);
        return keep(
                tx,
                schedule,
                Timetable.of(schedule),
                last.scheduled().isAfter(missed) ? last.scheduled() : missed);
    }

    private static boolean keep(Tx tx, Schedule schedule, Timetable times, Instant after) {
        Optional<Instant> next = times.after(after);
        if (next.isEmpty()) {
            return false;
        }
        Occurrence occurrence =
                new Occurrence(next.get(), due(tx, next.get(), window(schedule.definition())));
        tx.put(SchedulerTables.OCCURRENCES, schedule.arn(), occurrence);
        tx.setTimer(timer(schedule.arn(), occurrence));
        return true;
    }

    private static Duration window(Definition definition) {
        Integer minutes = definition.windowMinutes();
        return definition.flexible() && minutes != null
                ? Duration.ofMinutes(minutes)
                : Duration.ZERO;
    }

    /** Some time within the window, or what is left of it. */
    private static Instant due(Tx tx, Instant scheduled, Duration window) {
        Instant earliest = scheduled.isAfter(tx.now()) ? scheduled : tx.now();
        long left = Duration.between(earliest, scheduled.plus(window)).toMillis();
        return left <= 0 ? scheduled : earliest.plusMillis(Math.floorMod(tx.ids().random(), left));
    }

    static void cancel(Tx tx, ScheduleArn arn) {
        Occurrence planned = tx.get(SchedulerTables.OCCURRENCES, arn);
        if (planned != null) {
            tx.cancelTimer(timer(arn, planned));
            tx.delete(SchedulerTables.OCCURRENCES, arn);
        }
    }

    private static Timer timer(ScheduleArn arn, Occurrence occurrence) {
        return new Timer(TIMER, occurrence.due(), arn.toString());
    }
}
