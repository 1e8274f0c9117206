package dev.antiphon.events;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.schedule.InvalidScheduleExpression;
import dev.antiphon.service.schedule.ScheduleExpression;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When rules with a schedule fire: a timer for the next time of each, and a row that says which, so
 * that it can be cancelled. After a time in which the server was down a rule fires once.
 */
final class RuleSchedule implements TimerHandler {
    static final String TIMER = "events.rule";

    static final RowCodec<Instant> DUE =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Instant due, RowWriter out) {
                    out.i64(due.toEpochMilli());
                }

                @Override
                public Instant read(int version, RowReader in) {
                    return Instant.ofEpochMilli(in.i64());
                }
            };

    /**
     * @throws dev.antiphon.api.AwsException ValidationException
     */
    static void check(String expression) {
        try {
            ScheduleExpression.ofRule(expression);
        } catch (InvalidScheduleExpression e) {
            throw EventsErrors.validation("Parameter ScheduleExpression is not valid.");
        }
    }

    /** Since when the schedule of a rule counts that is put in place of another. */
    static Instant from(
            @Nullable Rule before, @Nullable String schedule, String state, Instant now) {
        return before != null
                        && before.enabled() == !state.equals(Rule.DISABLED)
                        && Objects.equals(before.schedule(), schedule)
                ? before.scheduledFrom()
                : now;
    }

    /** Follows a rule that is put, or, if {@code after} is null, deleted. */
    static void changed(Tx tx, @Nullable Rule before, @Nullable Rule after) {
        Rule old = before != null && runs(before) ? before : null;
        Rule next = after != null && runs(after) ? after : null;
        if (old != null
                && next != null
                && Objects.equals(old.schedule(), next.schedule())
                && old.scheduledFrom().equals(next.scheduledFrom())) {
            return;
        }
        if (old != null) {
            cancel(tx, old.key());
        }
        if (next != null) {
            setNext(tx, next, next.scheduledFrom());
        }
    }

    private static boolean runs(Rule rule) {
        return rule.schedule() != null && rule.enabled();
    }

    private static void cancel(Tx tx, RuleKey key) {
        Instant due = tx.get(EventsTables.SCHEDULED, key);
        if (due != null) {
            tx.cancelTimer(new Timer(TIMER, due, key.arn()));
            tx.delete(EventsTables.SCHEDULED, key);
        }
    }

    private static void setNext(Tx tx, Rule rule, Instant after) {
        String schedule = rule.schedule();
        if (schedule == null) {
            return;
        }
        // A rate's own first time is one period after the rule was put: it counts from then.
        ScheduleExpression.ofRule(schedule)
                .next(after, ZoneOffset.UTC, rule.scheduledFrom())
                .ifPresent(due -> {
                    tx.setTimer(new Timer(TIMER, due, rule.key().arn()));
                    tx.put(EventsTables.SCHEDULED, rule.key(), due);
                });
    }

    @Override
    public void fire(Tx tx, Timer timer) {
        RuleKey key = RuleKey.parse(timer.key());
        Rule rule = key == null ? null : tx.get(EventsTables.RULES, key);
        if (rule == null) {
            return;
        }
        tx.delete(EventsTables.SCHEDULED, rule.key());
        fire(tx, rule, timer.due());
        setNext(tx, rule, tx.now());
    }

    /**
     * Sends the event of a time of a rule's schedule to the rule's targets.
     *
     * @return the event's id
     */
    static String fire(Tx tx, Rule rule, Instant time) {
        BusArn bus = rule.key().bus();
        Event event =
                Event.of(
                        tx.ids().uuid().toString(),
                        new Event.Parts(
                                "Scheduled Event",
                                "aws.events",
                                bus.account(),
                                time,
                                bus.region(),
                                List.of(rule.key().arn()),
                                Json.emptyObject()),
                        tx.now(),
                        null);
        LiveBus live = Buses.live(tx, bus);
        LiveRule fired = live == null ? null : live.rule(rule.key().name());
        if (fired != null) {
            Routing.fire(tx, fired, event);
        }
        return event.id();
    }
}
