package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

class ExecutionTest {
    private static final String PASS =
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Result': {'b': 1.0}, 'End': true}}}";
    private static final String WAIT =
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 60, 'End': true}}}";

    private final Account account = new Account();

    private void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> account.node().call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }

    @Test
    void an_execution_that_need_not_wait_has_ended_when_it_was_started() {
        account.create("m", PASS);
        account.start("m", "{'a': 2.50}");

        DescribeExecutionResponse execution = account.describe("m");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.input()).isEqualTo("{\"a\": 2.50}");
        assertThat(execution.output()).isEqualTo("{\"b\":1.0}");
        assertThat(execution.redriveStatus()).isEqualTo(ExecutionRedriveStatus.NOT_REDRIVABLE);
        assertThat(account.story("m"))
                .isEqualTo(
                        """
                        1<0 ExecutionStarted
                        2<0 PassStateEntered
                        3<2 PassStateExited
                        4<3 ExecutionSucceeded\
                        """);
    }

    @Test
    void an_execution_goes_on_where_it_was_after_a_crash() {
        account.create("m", WAIT);
        account.start("m", "{}");
        account.advance(Duration.ofSeconds(30));

        account.node().crashAndRestart();

        account.advance(Duration.ofSeconds(29));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.RUNNING);
        account.advance(Duration.ofSeconds(1));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_name_is_one_execution_s_for_ninety_days() {
        account.create("m", WAIT);
        account.start("m", "{'a': 1}");
        account.advance(Duration.ofSeconds(5));
        String message = "Execution Already Exists: '" + Account.execution("m", "m") + "'";

        assertThat(account.start("m", "{'a': 1}").startDate())
                .as("the same call again, while it runs")
                .isEqualTo(account.describe("m").startDate());
        refused(Account.starting("m", "m", "{'a': 2}"), "ExecutionAlreadyExists", message);
        account.advance(Duration.ofMinutes(1));
        refused(Account.starting("m", "m", "{'a': 1}"), "ExecutionAlreadyExists", message);

        account.advance(Duration.ofDays(90));
        account.start("m", "{'a': 2}");
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void an_execution_that_is_stopped_says_why_and_does_nothing_more() {
        account.create("m", WAIT);
        account.start("m", "{}");
        account.node()
                .call(
                        StopExecutionRequest.builder()
                                .executionArn(Account.execution("m", "m"))
                                .error("Enough")
                                .cause("it takes too long")
                                .build());
        account.advance(Duration.ofMinutes(5));

        DescribeExecutionResponse execution = account.describe("m");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(execution.error()).isEqualTo("Enough");
        assertThat(execution.cause()).isEqualTo("it takes too long");
        assertThat(account.story("m"))
                .isEqualTo(
                        """
                        1<0 ExecutionStarted
                        2<0 WaitStateEntered
                        3<0 ExecutionAborted\
                        """);
    }

    @Test
    void an_execution_that_failed_goes_on_from_there_when_it_is_redriven() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'TimeoutSeconds': 10, 'States': {
                 'A': {'Type': 'Pass', 'Assign': {'x': 7}, 'Next': 'B'},
                 'B': {'Type': 'Wait', 'Seconds': 60, 'Next': 'C'},
                 'C': {'Type': 'Pass', 'Parameters': {'x.$': '$x'}, 'End': true}}}
                """);
        account.start("m", "{}");
        account.advance(Duration.ofSeconds(10));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.TIMED_OUT);

        RedriveExecutionRequest redrive =
                RedriveExecutionRequest.builder().executionArn(Account.execution("m", "m")).build();
        account.node().call(redrive);
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(account.describe("m").redriveCount()).isEqualTo(1);
        refused(redrive, "ExecutionNotRedrivable", "Execution is RUNNING and cannot be redriven");
        account.advance(Duration.ofSeconds(10));

        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(account.story("m"))
                .isEqualTo(
                        """
                        1<0 ExecutionStarted
                        2<0 PassStateEntered
                        3<2 PassStateExited
                        4<3 WaitStateEntered
                        5<0 ExecutionTimedOut
                        6<5 ExecutionRedriven
                        7<0 ExecutionTimedOut\
                        """);
        account.advance(Duration.ofDays(15));
        refused(redrive, "ExecutionNotRedrivable", "Execution redrivable period exceeded");
    }

    @Test
    void a_redrive_that_is_asked_for_again_has_been_done() {
        account.create("m", "{'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Error': 'E'}}}");
        account.start("m", "{}");
        RedriveExecutionRequest redrive =
                RedriveExecutionRequest.builder()
                        .executionArn(Account.execution("m", "m"))
                        .clientToken("t")
                        .build();
        RedriveExecutionResponse first = account.node().call(redrive);
        account.node().crashAndRestart();
        account.advance(Duration.ofMinutes(14));

        assertThat((Object) account.node().call(redrive)).isEqualTo(first);
        assertThat(account.describe("m").redriveCount()).isEqualTo(1);

        account.advance(Duration.ofMinutes(1));
        account.node().call(redrive);
        assertThat(account.describe("m").redriveCount()).isEqualTo(2);
    }

    @Test
    void an_execution_ends_with_its_machine() {
        account.create("m", WAIT);
        account.start("m", "{}");
        account.node()
                .call(
                        DeleteStateMachineRequest.builder()
                                .stateMachineArn(Account.machine("m"))
                                .build());

        assertThat(account.describe("m").status())
                .as("its machine takes it along")
                .isEqualTo(ExecutionStatus.ABORTED);
    }

    @Test
    void executions_are_listed_the_latest_first_in_pages() {
        account.create("m", PASS);
        for (int i = 0; i < 25; i++) {
            account.node().call(Account.starting("m", "x" + i, "{}"));
            account.advance(Duration.ofSeconds(1));
        }
        ListExecutionsRequest.Builder request =
                ListExecutionsRequest.builder()
                        .stateMachineArn(Account.machine("m"))
                        .maxResults(10);
        ListExecutionsResponse first = account.node().call(request.build());
        ListExecutionsResponse second =
                account.node().call(request.nextToken(first.nextToken()).build());
        ListExecutionsResponse third =
                account.node().call(request.nextToken(second.nextToken()).build());

        assertThat(first.executions().stream().map(ExecutionListItem::name))
                .startsWith("x24", "x23")
                .endsWith("x15");
        assertThat(second.executions().stream().map(ExecutionListItem::name))
                .startsWith("x14")
                .endsWith("x5");
        assertThat(third.executions()).hasSize(5);
        assertThat(third.nextToken()).isNull();
        ListExecutionsResponse running =
                account.node()
                        .call(
                                ListExecutionsRequest.builder()
                                        .stateMachineArn(Account.machine("m"))
                                        .statusFilter(ExecutionStatus.RUNNING)
                                        .build());
        assertThat(running.executions()).isEmpty();
    }

    @Test
    void a_history_is_told_in_pages_from_either_end() {
        account.create("m", WAIT);
        account.start("m", "{}");
        account.advance(Duration.ofMinutes(1));
        GetExecutionHistoryRequest.Builder request =
                GetExecutionHistoryRequest.builder()
                        .executionArn(Account.execution("m", "m"))
                        .maxResults(3)
                        .reverseOrder(true);

        GetExecutionHistoryResponse first = account.node().call(request.build());
        GetExecutionHistoryResponse second =
                account.node().call(request.nextToken(first.nextToken()).build());

        assertThat(first.events().stream().map(HistoryEvent::id)).containsExactly(4L, 3L, 2L);
        assertThat(second.events().stream().map(HistoryEvent::id)).containsExactly(1L);
        assertThat(second.nextToken()).isNull();
        GetExecutionHistoryResponse bare =
                account.node()
                        .call(
                                GetExecutionHistoryRequest.builder()
                                        .executionArn(Account.execution("m", "m"))
                                        .includeExecutionData(false)
                                        .build());
        assertThat(bare.events().getFirst().executionStartedEventDetails().input()).isNull();
    }

    @Test
    void an_express_machine_answers_with_what_came_of_it() {
        account.create("quick", PASS, StateMachineType.EXPRESS);
        account.create("slow", WAIT, StateMachineType.EXPRESS);

        StartSyncExecutionResponse quick =
                account.node()
                        .call(
                                StartSyncExecutionRequest.builder()
                                        .stateMachineArn(Account.machine("quick"))
                                        .build());
        assertThat(quick.output()).isEqualTo("{\"b\":1.0}");
        assertThat(quick.billingDetails().billedDurationInMilliseconds()).isEqualTo(100);

        var slow =
                account.node()
                        .<StartSyncExecutionResponse>start(
                                StartSyncExecutionRequest.builder()
                                        .stateMachineArn(Account.machine("slow"))
                                        .input("{\"a\":1}")
                                        .build());
        account.advance(Duration.ofSeconds(59));
        assertThat(slow.ended()).isFalse();
        account.advance(Duration.ofSeconds(1));
        assertThat(slow.value().output()).isEqualTo("{\"a\":1}");
        assertThat(slow.value().billingDetails().billedDurationInMilliseconds()).isEqualTo(60_000);
    }

    @Test
    void a_workflow_of_a_year_with_retries_takes_no_time() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Wait', 'Seconds': 15552000, 'Next': 'B'},
                 'B': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage',
                  'Parameters': {'QueueUrl': 'done', 'FailUntil': 6,
                   'Tried.$': '$$.State.RetryCount', 'MessageBody': 'at last'},
                  'Retry': [{'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 86400,
                   'BackoffRate': 1.5, 'MaxAttempts': 9, 'MaxDelaySeconds': 604800}], 'Next': 'C'},
                 'C': {'Type': 'Wait', 'Seconds': 12000000, 'End': true}}}
                """);
        account.start("m", "{}");

        account.advance(Duration.ofDays(201));
        assertThat(account.messages()).containsExactly("at last");
        account.advance(Duration.ofDays(160));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_execution_that_is_open_for_a_year_times_out() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 40000000, 'End': true}}}
                """);
        account.start("m", "{}");
        account.advance(Duration.ofDays(365));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    }

    @Test
    void a_history_has_room_for_25000_events() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Pass', 'Next': 'B'}, 'B': {'Type': 'Choice', 'Default': 'A',
                  'Choices': [{'Variable': '$.end', 'IsPresent': true, 'Next': 'C'}]},
                 'C': {'Type': 'Succeed'}}}
                """);
        account.start("m", "{}");
        account.node().runUntilQuiet();

        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(account.describe("m").error()).isEqualTo("States.Runtime");
        assertThat(account.history(Account.execution("m", "m"))).hasSize(25_000);
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() ->
                        account.node()
                                .call(
                                        RedriveExecutionRequest.builder()
                                                .executionArn(Account.execution("m", "m"))
                                                .build()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ExecutionNotRedrivable"))
                .withMessageContaining("Execution history event limit exceeded");
    }
}
