package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.Caller;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.CreateActivityRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskRequest;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

class FailureTest {
    private final Account account = new Account();

    @Test
    void each_retrier_counts_its_own_attempts_and_then_a_catcher_is_asked() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage',
                  'Parameters': {'QueueUrl': 'done', 'FailUntil': 9,
                   'Tried.$': '$$.State.RetryCount', 'MessageBody': 'never'},
                  'Retry': [{'ErrorEquals': ['Other']},
                   {'ErrorEquals': ['Busy'], 'MaxAttempts': 2, 'IntervalSeconds': 4,
                    'BackoffRate': 3}],
                  'Catch': [{'ErrorEquals': ['States.Timeout'], 'Next': 'C'},
                   {'ErrorEquals': ['States.TaskFailed'], 'ResultPath': '$.why', 'Next': 'B'}],
                  'Next': 'C'},
                 'B': {'Type': 'Succeed'}, 'C': {'Type': 'Fail'}}}
                """);
        account.start("m", "{'n': 1}");
        account.advance(Duration.ofSeconds(15));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.RUNNING);
        account.advance(Duration.ofSeconds(1));

        DescribeExecutionResponse execution = account.describe("m");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.output())
                .isEqualTo("{\"n\":1,\"why\":{\"Error\":\"Busy\",\"Cause\":\"not yet\"}}");
    }

    @Test
    void a_branch_that_fails_ends_the_others() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Parallel', 'End': true, 'Branches': [
                 {'StartAt': 'B', 'States': {'B': {'Type': 'Wait', 'Seconds': 9, 'End': true}}},
                 {'StartAt': 'C', 'States': {'C': {'Type': 'Wait', 'Seconds': 1, 'Next': 'D'},
                  'D': {'Type': 'Fail', 'Error': 'E', 'Cause': 'F'}}}]}}}
                """);
        account.start("m", "{}");
        account.advance(Duration.ofSeconds(60));

        assertThat(account.describe("m").error()).isEqualTo("E");
        assertThat(account.story("m"))
                .isEqualTo(
                        """
                        1<0 ExecutionStarted
                        2<0 ParallelStateEntered
                        3<2 ParallelStateStarted
                        4<3 WaitStateEntered
                        5<3 WaitStateEntered
                        6<5 WaitStateExited
                        7<6 FailStateEntered
                        8<4 WaitStateAborted
                        9<7 ParallelStateFailed
                        10<9 ExecutionFailed\
                        """);
    }

    @Test
    void results_of_iterations_are_in_the_order_of_the_items_whenever_they_end() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Map', 'MaxConcurrency': 2, 'End': true,
                 'ItemProcessor': {'StartAt': 'B', 'States': {
                  'B': {'Type': 'Wait', 'SecondsPath': '$', 'End': true}}}}}}
                """);
        account.start("m", "[5, 1, 3, 0, 2]");
        account.advance(Duration.ofSeconds(4));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.RUNNING);
        account.node().crashAndRestart();
        account.advance(Duration.ofSeconds(3));
        assertThat(account.describe("m").output()).isEqualTo("[5,1,3,0,2]");
    }

    @Test
    void a_state_that_fails_at_run_time_cannot_be_caught() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Parallel', 'Next': 'C', 'Branches': [
                 {'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'InputPath': '$.no',
                  'End': true}}}],
                 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'C'}]},
                 'C': {'Type': 'Succeed'}}}
                """);
        account.start("m", "{}");
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(account.describe("m").error()).isEqualTo("States.Runtime");
    }

    private String activity(String more) {
        account.node().call(CreateActivityRequest.builder().name("work").build());
        String arn = Account.PREFIX + "activity:work";
        account.create(
                "m",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'End': true, 'Resource': '"
                        + arn
                        + "'"
                        + more
                        + "}}}");
        account.start("m", "{'n': 1}");
        GetActivityTaskResponse task =
                account.node()
                        .call(
                                GetActivityTaskRequest.builder()
                                        .activityArn(arn)
                                        .workerName("me")
                                        .build());
        assertThat(task.input()).isEqualTo("{\"n\": 1}");
        return task.taskToken();
    }

    @Test
    void a_worker_says_what_came_of_its_task_once() {
        String token = activity("");
        account.node().crashAndRestart();
        SendTaskSuccessRequest success =
                SendTaskSuccessRequest.builder().taskToken(token).output("[1]").build();
        account.node().call(success);

        assertThat(account.describe("m").output()).isEqualTo("[1]");
        assertThat(account.story("m"))
                .isEqualTo(
                        """
                        1<0 ExecutionStarted
                        2<0 TaskStateEntered
                        3<2 ActivityScheduled
                        4<3 ActivityStarted
                        5<4 ActivitySucceeded
                        6<5 TaskStateExited
                        7<6 ExecutionSucceeded\
                        """);
        var again = account.node().start(success);
        account.node().runUntilQuiet();
        assertThat(again.error()).hasMessageContaining("Task Timed Out");
    }

    @Test
    void workers_of_another_account_are_given_nothing() {
        Caller other =
                new Caller("111111111111", "us-east-1", "o", "http://localhost:4566", "o-1", null);
        account.node().callAs(other);
        account.node().call(CreateActivityRequest.builder().name("work").build());
        account.node().callAs(TestNode.CALLER);
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'End': true,
                 'Resource': 'arn:aws:states:us-east-1:111111111111:activity:work'}}}
                """);
        account.start("m", "{}");

        assertThat(account.describe("m").cause()).contains("does not exist");
    }

    @Test
    void a_worker_that_is_not_heard_from_is_given_up() {
        String token = activity(", 'HeartbeatSeconds': 10, 'TimeoutSeconds': 100");
        for (int i = 0; i < 5; i++) {
            account.advance(Duration.ofSeconds(9));
            account.node().call(SendTaskHeartbeatRequest.builder().taskToken(token).build());
        }
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.RUNNING);
        account.advance(Duration.ofSeconds(10));

        assertThat(account.describe("m").error()).isEqualTo("States.Timeout");
        var late = account.node().start(SendTaskFailureRequest.builder().taskToken(token).build());
        account.node().runUntilQuiet();
        assertThat(late.error()).hasMessageContaining("Task Timed Out");
    }

    @Test
    void a_distributed_map_runs_children_and_gives_up_when_too_many_fail() {
        String definition =
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Map', 'End': true, TOLERATED
                 'Label': 'all', 'MaxConcurrency': 3, 'ItemProcessor': {
                 'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                 'StartAt': 'B', 'States': {'B': {'Type': 'Choice', 'Choices': [
                  {'Variable': '$', 'NumericEquals': 4, 'Next': 'D'}], 'Default': 'C'},
                 'C': {'Type': 'Wait', 'Seconds': 1, 'End': true}, 'D': {'Type': 'Fail'}}}}}}
                """;
        account.create("strict", definition.replace("TOLERATED", ""));
        account.create("mild", definition.replace("TOLERATED", "'ToleratedFailureCount': 1,"));
        account.start("strict", "[1, 2, 3, 4, 5, 6]");
        account.start("mild", "[1, 2, 3, 4, 5, 6]");
        account.advance(Duration.ofMillis(500));
        account.node().crashAndRestart();
        account.advance(Duration.ofSeconds(60));

        assertThat(account.describe("mild").output()).isEqualTo("[1,2,3,5,6]");
        assertThat(account.describe("strict").error())
                .isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(account.story("strict"))
                .isEqualTo(
                        """
                        1<0 ExecutionStarted
                        2<0 MapStateEntered
                        3<2 MapStateStarted
                        4<3 MapRunStarted
                        5<4 MapRunFailed
                        6<5 MapStateFailed
                        7<6 ExecutionFailed\
                        """);
    }

    @Test
    void payloads_have_a_limit() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Parameters': {
                 'a.$': 'States.Format(`{}{}{}{}`, $, $, $, $)'}, 'End': true}}}
                """);
        account.start("m", "'" + "x".repeat(70_000) + "'");
        DescribeExecutionResponse execution = account.describe("m");
        assertThat(List.of(execution.error(), execution.cause()))
                .containsExactly(
                        "States.DataLimitExceeded",
                        "The state/task 'A' returned a result with a size exceeding the maximum"
                                + " number of bytes service limit.");
    }
}
