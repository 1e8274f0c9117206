package dev.antiphon.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;

/** The schedule that has the shop's bell rung at closing time, once, and is gone then. */
final class Closing {

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("'at('yyyy-MM-dd'T'HH:mm:ss')'");

    /** A target needs a role that may reach it; the server does not ask for it to exist. */
    private static final String ROLE = "arn:aws:iam::000000000000:role/bell";

    private final SchedulerClient scheduler;
    private final String name;
    private boolean created;

    Closing(SchedulerClient scheduler, String name) {
        this.scheduler = scheduler;
        this.name = name;
    }

    /** Schedules have seconds: it may be up to one later. Returns when exactly. */
    Instant ringAfter(Instant earliest, Queue bell) {
        Instant time = earliest.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        scheduler.createSchedule(request ->
                request.name(name)
                        .scheduleExpression(AT.format(time.atOffset(ZoneOffset.UTC)))
                        .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                        .actionAfterCompletion(ActionAfterCompletion.DELETE)
                        .target(target ->
                                target.arn(bell.arn()).roleArn(ROLE).input("The shop closes.")));
        created = true;
        return time;
    }

    void delete() {
        if (created) {
            try {
                scheduler.deleteSchedule(request -> request.name(name));
            } catch (ResourceNotFoundException e) {
                // It has rung and was removed.
            }
        }
    }
}
