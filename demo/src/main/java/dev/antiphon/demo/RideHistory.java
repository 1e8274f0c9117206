package dev.antiphon.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Whether the history of a ride can have happened, though the server may have died on its way. */
final class RideHistory {

    private static final int TASKS = 2;

    private RideHistory() {}

    /** What is wrong with it, or null. */
    static @Nullable String fault(List<HistoryEvent> events) {
        if (events.isEmpty()
                || events.getFirst().type() != HistoryEventType.EXECUTION_STARTED
                || events.getLast().type() != HistoryEventType.EXECUTION_SUCCEEDED) {
            return "its history has no beginning or no end";
        }
        Instant before = Instant.MIN;
        for (int i = 0; i < events.size(); i++) {
            HistoryEvent event = events.get(i);
            if (event.id() != i + 1) {
                return "event " + (i + 1) + " is missing";
            }
            if (event.previousEventId() >= event.id()) {
                return "event " + event.id() + " follows a later one";
            }
            if (event.timestamp().isBefore(before)) {
                return "event " + event.id() + " was before the one before it";
            }
            before = event.timestamp();
        }
        long done = count(events, HistoryEventType.TASK_SUCCEEDED);
        if (done != TASKS) {
            return done + " tasks are done, not " + TASKS;
        }
        long ended = done + count(events, HistoryEventType.TASK_FAILED);
        for (HistoryEventType step :
                List.of(
                        HistoryEventType.TASK_SCHEDULED,
                        HistoryEventType.TASK_STARTED,
                        HistoryEventType.TASK_SUBMITTED)) {
            if (count(events, step) != ended) {
                return ended + " tasks have ended, but " + count(events, step) + " are " + step;
            }
        }
        return null;
    }

    private static long count(List<HistoryEvent> events, HistoryEventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }
}
