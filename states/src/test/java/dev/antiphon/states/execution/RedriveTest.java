package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunRequest;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListMapRunsRequest;
import software.amazon.awssdk.services.sfn.model.ListMapRunsResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** What a redrive runs again, and what it does not. */
class RedriveTest {
    /** Sends a message, so that what is run can be counted. */
    private static final String SEND =
            """
            {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'End': true,
             'Parameters': {'QueueUrl': 'done', 'MessageBody': 'MESSAGE'}}\
            """;

    /** Fails until its execution has been redriven. */
    private static final String FAIL_ONCE =
            """
            {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'End': true,
             'Parameters': {'QueueUrl': 'done', 'FailUntil': 1,
              'Tried.$': '$$.Execution.RedriveCount', 'MessageBody.$': 'MESSAGE'}}\
            """;

    private final Account account = new Account();

    private RedriveExecutionResponse redrive(String machine, @Nullable String token) {
        RedriveExecutionResponse response =
                account.node()
                        .call(
                                RedriveExecutionRequest.builder()
                                        .executionArn(Account.execution(machine, machine))
                                        .clientToken(token)
                                        .build());
        account.advance(Duration.ofSeconds(1));
        return response;
    }

    private ExecutionStatus status() {
        return account.describe("m").status();
    }

    private static String branch(String state) {
        return "{'StartAt': 'S', 'States': {'S': " + state + "}}";
    }

    private static String sends(String message) {
        return SEND.replace("MESSAGE", message);
    }

    private static String sendsWhat(String expression) {
        return SEND.replace("'MessageBody': 'MESSAGE'", "'MessageBody.$': '" + expression + "'");
    }

    private static String failsOnce(String message) {
        return FAIL_ONCE.replace("MESSAGE", message);
    }

    private void create(String state) {
        account.create("m", branch(state));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void only_branches_that_failed_or_were_aborted_run_again(boolean crash) {
        create(
                "{'Type': 'Parallel', 'End': true, 'Branches': ["
                        + branch(sends("first"))
                        + ","
                        + "{'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 2, 'Next':"
                        + " 'S'}, 'S': "
                        + failsOnce("States.Format(`second`)")
                        + "}},"
                        + "{'StartAt': 'S', 'States': {'S': {'Type': 'Pass', 'Assign': {'x': 4},"
                        + " 'Next': 'W'}, 'W': {'Type': 'Wait', 'Seconds': 5, 'Next': 'P'}, 'P':"
                        + " {'Type': 'Pass', 'Parameters': {'x.$': '$x'}, 'End': true}}}]}");
        account.start("m", "{}");
        account.advance(Duration.ofSeconds(3));
        assertThat(status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(account.messages()).containsExactly("first");
        if (crash) {
            account.node().killAndRestart();
        }

        redrive("m", null);
        assertThat(account.messages()).containsExactly("second");
        account.advance(Duration.ofSeconds(5));

        assertThat(status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(account.describe("m").output())
                .isEqualTo("[{\"sent\":true},{\"sent\":true},{\"x\":4}]");
        String story = account.story("m");
        assertThat(story.substring(story.indexOf("ExecutionFailed")))
                .isEqualTo(
                        """
                        ExecutionFailed
                        21<20 ExecutionRedriven
                        22<21 TaskScheduled
                        23<22 TaskStarted
                        24<23 TaskSucceeded
                        25<24 TaskStateExited
                        26<21 WaitStateExited
                        27<26 PassStateEntered
                        28<27 PassStateExited
                        29<28 ParallelStateSucceeded
                        30<28 ParallelStateExited
                        31<30 ExecutionSucceeded\
                        """);
    }

    @Test
    void only_iterations_that_did_not_succeed_run_again() {
        create(
                "{'Type': 'Map', 'End': true, 'MaxConcurrency': 1, 'ItemProcessor': {"
                        + "'StartAt': 'C', 'States': {'C': {'Type': 'Choice', 'Choices': ["
                        + "{'Variable': '$', 'NumericEquals': 3, 'Next': 'S'}], 'Default': 'T'},"
                        + "'S': "
                        + failsOnce("States.Format(`{}`, $)")
                        + ",'T': "
                        + sendsWhat("States.Format(`{}`, $)")
                        + "}}}");
        account.start("m", "[1, 2, 3, 4, 5, 6]");
        account.advance(Duration.ofSeconds(1));
        assertThat(status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(account.messages()).containsExactly("1", "2");

        redrive("m", null);

        assertThat(status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(account.messages()).containsExactly("3", "4", "5", "6");
        assertThat(account.describe("m").output())
                .isEqualTo("[" + "{\"sent\":true},".repeat(5) + "{\"sent\":true}]");
    }

    @Test
    void a_failure_deep_inside_leaves_what_succeeded_around_it() {
        String inner =
                "{'Type': 'Parallel', 'End': true, 'Branches': ["
                        + branch(sends("inner"))
                        + ","
                        + branch("{'Type': 'Wait', 'Seconds': 1, 'End': true}")
                                .replace(
                                        "'End': true}",
                                        "'Next': 'F'}, 'F': " + failsOnce("States.Format(`deep`)"))
                        + "]}";
        create(
                "{'Type': 'Parallel', 'End': true, 'Branches': ["
                        + branch(sends("outer"))
                        + ","
                        + branch(inner)
                        + "]}");
        account.start("m", "{}");
        account.advance(Duration.ofSeconds(2));
        assertThat(status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(account.messages()).containsExactlyInAnyOrder("inner", "outer");

        redrive("m", null);

        assertThat(status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(account.messages()).containsExactly("deep");
        assertThat(account.describe("m").output())
                .isEqualTo("[{\"sent\":true},[{\"sent\":true},{\"sent\":true}]]");
    }

    @Test
    void a_state_that_was_tried_again_has_forgotten_its_first_branches() {
        create(
                "{'Type': 'Parallel', 'End': true, 'Retry': [{'ErrorEquals': ['States.ALL'],"
                        + " 'MaxAttempts': 1}], 'Branches': ["
                        + branch(sends("first"))
                        + ","
                        + branch("{'Type': 'Wait', 'Seconds': 1, 'End': true}")
                                .replace(
                                        "'End': true}",
                                        "'Next': 'F'}, 'F': " + failsOnce("States.Format(`late`)"))
                        + "]}");
        account.start("m", "{}");
        account.advance(Duration.ofSeconds(10));
        assertThat(status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(account.messages()).containsExactly("first", "first");

        redrive("m", null);

        assertThat(status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(account.messages()).containsExactly("late");
    }

    @Test
    void a_state_whose_result_was_too_large_is_run_as_a_whole_again() {
        create(
                "{'Type': 'Map', 'End': true, 'ItemProcessor': {'StartAt': 'B', 'States': {'B':"
                        + " {'Type': 'Pass', 'Parameters': {'x': '"
                        + "x".repeat(150_000)
                        + "'}, 'End': true}}}}");
        account.start("m", "[1, 2]");
        int before = account.history(Account.execution("m", "m")).size();
        redrive("m", null);

        assertThat(account.describe("m").error()).isEqualTo("States.DataLimitExceeded");
        assertThat(account.history(Account.execution("m", "m"))).hasSize(2 * before - 1);
    }

    @Test
    void the_same_call_again_redrives_nothing_for_a_quarter_of_an_hour() {
        create("{'Type': 'Fail'}");
        account.start("m", "{}");
        Instant first = redrive("m", "token").redriveDate();
        account.advance(Duration.ofMinutes(14));

        assertThat(redrive("m", "token").redriveDate()).isEqualTo(first);
        assertThat(account.describe("m").redriveCount()).isEqualTo(1);
        assertThat(redrive("m", "other").redriveDate()).isAfter(first);
        assertThat(account.describe("m").redriveCount()).isEqualTo(2);
        account.advance(Duration.ofMinutes(15));
        redrive("m", "other");
        assertThat(account.describe("m").redriveCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STANDARD", "EXPRESS"})
    void a_map_run_goes_on_with_the_children_that_did_not_succeed(String type) {
        String wait = "{'Type': 'Wait', 'SecondsPath': '$.seconds', 'Next': 'S'}";
        create(
                "{'Type': 'Map', 'End': true, 'MaxConcurrency': 3, 'ItemProcessor': {"
                        + "'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': '"
                        + type
                        + "'}, 'StartAt': 'W', 'States': {'W': "
                        + wait
                        + ",'S': "
                        + sendsWhat("States.Format(`{}`, $.n)")
                        + "}}}");
        account.start(
                "m",
                "[{'n': 1, 'seconds': 0}, {'n': 2, 'seconds': 60}, {'n': 3, 'seconds': 0},"
                        + " {'n': 4, 'seconds': 60}, {'n': 5, 'seconds': 60}, {'n': 6, 'seconds': 0}]");
        account.advance(Duration.ofSeconds(5));
        account.node()
                .call(
                        StopExecutionRequest.builder()
                                .executionArn(Account.execution("m", "m"))
                                .build());
        assertThat(account.messages()).containsExactlyInAnyOrder("1", "3");

        redrive("m", null);
        account.node().killAndRestart();
        account.advance(Duration.ofSeconds(130));

        assertThat(status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(account.messages()).containsExactlyInAnyOrder("2", "4", "5", "6");
        assertThat(account.describe("m").output())
                .isEqualTo("[" + "{\"sent\":true},".repeat(5) + "{\"sent\":true}]");
        DescribeMapRunResponse run = onlyMapRun();
        assertThat(run.statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(run.redriveCount()).isEqualTo(1);
        assertThat(run.executionCounts().succeeded()).isEqualTo(6);
        assertThat(run.executionCounts().aborted()).isEqualTo(0);
        assertThat(account.story("m"))
                .endsWith(
                        """
                        6<5 ExecutionRedriven
                        7<6 MapRunRedriven
                        8<7 MapRunSucceeded
                        9<8 MapStateSucceeded
                        10<8 MapStateExited
                        11<10 ExecutionSucceeded\
                        """);
    }

    @Test
    void a_map_run_that_failed_is_redriven_and_fails_again() {
        create(
                "{'Type': 'Map', 'End': true, 'ItemProcessor': {'ProcessorConfig': {'Mode':"
                        + " 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'C', 'States':"
                        + " {'C': {'Type': 'Choice', 'Choices': [{'Variable': '$',"
                        + " 'NumericEquals': 2, 'Next': 'F'}], 'Default': 'S'}, 'F': {'Type':"
                        + " 'Fail'}, 'S': {'Type': 'Succeed'}}}}");
        account.start("m", "[1, 2, 3]");
        account.advance(Duration.ofSeconds(1));
        redrive("m", null);
        redrive("m", null);

        assertThat(account.describe("m").error())
                .isEqualTo("States.ExceedToleratedFailureThreshold");
        DescribeMapRunResponse run = onlyMapRun();
        assertThat(run.redriveCount()).isEqualTo(2);
        assertThat(List.of(run.executionCounts().succeeded(), run.executionCounts().failed()))
                .containsExactly(2L, 1L);
    }

    private DescribeMapRunResponse onlyMapRun() {
        ListMapRunsResponse runs =
                account.node()
                        .call(
                                ListMapRunsRequest.builder()
                                        .executionArn(Account.execution("m", "m"))
                                        .build());
        assertThat(runs.mapRuns()).hasSize(1);
        return account.node()
                .call(
                        DescribeMapRunRequest.builder()
                                .mapRunArn(runs.mapRuns().getFirst().mapRunArn())
                                .build());
    }
}
