package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

class WorkflowHistoryTest {
    private static final String TASK =
            "TaskStateEntered TaskScheduled TaskStarted TaskSucceeded TaskStateExited ";
    private static final String FAILED = "TaskStateEntered TaskScheduled TaskStarted TaskFailed ";

    /** States are named by their place. */
    private static List<HistoryEvent> history(String types) {
        List<HistoryEvent> events = new ArrayList<>();
        for (String type : types.trim().split(" +")) {
            HistoryEvent.Builder event =
                    HistoryEvent.builder()
                            .type(HistoryEventType.fromValue(type))
                            .id((long) events.size() + 1)
                            .previousEventId((long) events.size())
                            .timestamp(Instant.ofEpochSecond(events.size()));
            if (type.endsWith("Exited")) {
                String name = "state at " + events.size();
                event.stateExitedEventDetails(exited -> exited.name(name));
            }
            events.add(event.build());
        }
        return events;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SUCCEEDED | ExecutionStarted TASK TASK ExecutionSucceeded
                    SUCCEEDED | ExecutionStarted FAILED TaskScheduled TaskStarted TaskSucceeded TaskStateExited ExecutionSucceeded
                    SUCCEEDED | ExecutionStarted FAILED ExecutionFailed ExecutionRedriven TaskScheduled TaskSucceeded TaskStateExited ExecutionSucceeded
                    FAILED    | ExecutionStarted FAILED ExecutionFailed
                    """)
    void workflows_that_try_again_and_are_redriven_have_a_true_history(
            ExecutionStatus status, String types) {
        assertThat(WorkflowHistory.fault(filled(types), status)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ExecutionStarted TASK TASK                             | its history has no beginning or no end
                    TASK TASK ExecutionSucceeded                           | its history has no beginning or no end
                    ExecutionStarted FAILED ExecutionFailed                | its history has no beginning or no end
                    ExecutionStarted TASK TaskScheduled ExecutionSucceeded | 2 tasks have begun and 1 have ended
                    ExecutionStarted TASK TaskSucceeded ExecutionSucceeded | 1 tasks have begun and 2 have ended
                    ExecutionStarted FAILED ExecutionFailed TASK ExecutionSucceeded | it failed 1 times and was redriven 0
                    ExecutionStarted ExecutionRedriven TASK ExecutionSucceeded      | it failed 0 times and was redriven 1
                    """)
    void anything_else_is_not(String types, String fault) {
        assertThat(WorkflowHistory.fault(filled(types), ExecutionStatus.SUCCEEDED))
                .isEqualTo(fault);
    }

    @Test
    void a_state_that_is_done_twice_is_found() {
        List<HistoryEvent> events =
                history("ExecutionStarted " + TASK + TASK + "ExecutionSucceeded");
        HistoryEvent first = events.get(5);
        events.set(
                10,
                events.get(10).toBuilder()
                        .stateExitedEventDetails(first.stateExitedEventDetails())
                        .build());

        assertThat(WorkflowHistory.fault(events, ExecutionStatus.SUCCEEDED))
                .isEqualTo("it left state at 5 twice");
    }

    @Test
    void an_event_that_is_missing_is_found() {
        List<HistoryEvent> events = history("ExecutionStarted " + TASK + "ExecutionSucceeded");
        events.remove(4);

        assertThat(WorkflowHistory.fault(events, ExecutionStatus.SUCCEEDED))
                .isEqualTo("event 5 is missing");
    }

    private static List<HistoryEvent> filled(String types) {
        return history(types.replace("TASK", TASK).replace("FAILED", FAILED));
    }
}
