package dev.antiphon.demo;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Whether the history of a workflow can have happened, though the server may have died on its way.
 */
final class WorkflowHistory {

    private static final Set<HistoryEventType> TASK_ENDS =
            Set.of(
                    HistoryEventType.TASK_SUCCEEDED,
                    HistoryEventType.TASK_FAILED,
                    HistoryEventType.TASK_TIMED_OUT,
                    HistoryEventType.TASK_SUBMIT_FAILED,
                    HistoryEventType.TASK_START_FAILED);

    private WorkflowHistory() {}

    /** What is wrong with it, or null. */
    static @Nullable String fault(List<HistoryEvent> events, ExecutionStatus status) {
        HistoryEventType end =
                status == ExecutionStatus.SUCCEEDED
                        ? HistoryEventType.EXECUTION_SUCCEEDED
                        : HistoryEventType.EXECUTION_FAILED;
        if (events.isEmpty()
                || events.getFirst().type() != HistoryEventType.EXECUTION_STARTED
                || events.getLast().type() != end) {
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
        return fault(events);
    }

    /** Whether every task has ended once, and every time out of its beginning followed one end. */
    private static @Nullable String fault(List<HistoryEvent> events) {
        long scheduled = count(events, Set.of(HistoryEventType.TASK_SCHEDULED));
        long ended = count(events, TASK_ENDS);
        if (scheduled != ended) {
            return "%d tasks have begun and %d have ended".formatted(scheduled, ended);
        }
        long failures =
                count(
                        events,
                        Set.of(
                                HistoryEventType.EXECUTION_FAILED,
                                HistoryEventType.EXECUTION_ABORTED,
                                HistoryEventType.EXECUTION_TIMED_OUT));
        long redrives = count(events, Set.of(HistoryEventType.EXECUTION_REDRIVEN));
        boolean failed = events.getLast().type() == HistoryEventType.EXECUTION_FAILED;
        if (failures != redrives + (failed ? 1 : 0)) {
            return "it failed %d times and was redriven %d".formatted(failures, redrives);
        }
        return twice(events);
    }

    /** A state that was left twice: no state of an order's way comes again once it is done. */
    private static @Nullable String twice(List<HistoryEvent> events) {
        Set<String> left = new HashSet<>();
        for (HistoryEvent event : events) {
            if (event.stateExitedEventDetails() != null
                    && !left.add(event.stateExitedEventDetails().name())) {
                return "it left " + event.stateExitedEventDetails().name() + " twice";
            }
        }
        return null;
    }

    static boolean has(List<HistoryEvent> events, HistoryEventType type) {
        return events.stream().anyMatch(event -> event.type() == type);
    }

    private static long count(List<HistoryEvent> events, Set<HistoryEventType> types) {
        return events.stream().filter(event -> types.contains(event.type())).count();
    }
}
