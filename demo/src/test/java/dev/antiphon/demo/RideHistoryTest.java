package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

class RideHistoryTest {
    private static final String TASK =
            "TaskStateEntered TaskScheduled TaskStarted TaskSubmitted TaskSucceeded TaskStateExited ";

    private static List<HistoryEvent> history(String types) {
        List<HistoryEvent> events = new ArrayList<>();
        for (String type : types.trim().split(" +")) {
            events.add(
                    HistoryEvent.builder()
                            .type(HistoryEventType.fromValue(type))
                            .id((long) events.size() + 1)
                            .previousEventId((long) events.size())
                            .timestamp(Instant.ofEpochSecond(events.size()))
                            .build());
        }
        return events;
    }

    @Test
    void two_tasks_one_of_them_after_an_offline_store_are_a_true_history() {
        String again = "TaskStateEntered TaskScheduled TaskStarted TaskSubmitted TaskFailed ";
        String retried = "TaskScheduled TaskStarted TaskSubmitted TaskSucceeded TaskStateExited ";

        assertThat(
                        RideHistory.fault(
                                history(
                                        "ExecutionStarted "
                                                + again
                                                + retried
                                                + TASK
                                                + "ExecutionSucceeded")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ExecutionStarted TASK TASK                         | its history has no beginning or no end
                    TASK TASK ExecutionSucceeded                       | its history has no beginning or no end
                    ExecutionStarted TASK ExecutionSucceeded           | 1 tasks are done, not 2
                    ExecutionStarted TASK TASK TASK ExecutionSucceeded | 3 tasks are done, not 2
                    ExecutionStarted TASK TASK TaskScheduled ExecutionSucceeded | 2 tasks have ended, but 3 are TaskScheduled
                    """)
    void anything_else_is_not(String types, String fault) {
        assertThat(RideHistory.fault(history(types.replace("TASK", TASK)))).isEqualTo(fault);
    }

    @Test
    void an_event_that_is_missing_is_found() {
        List<HistoryEvent> events =
                history("ExecutionStarted " + TASK + TASK + "ExecutionSucceeded");
        events.remove(4);

        assertThat(RideHistory.fault(events)).isEqualTo("event 5 is missing");
    }
}
