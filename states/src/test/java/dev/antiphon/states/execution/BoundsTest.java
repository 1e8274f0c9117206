package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import dev.antiphon.testkit.Pending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.CreateActivityRequest;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskRequest;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** How much of an execution is worked on, stored, read or told at once. */
class BoundsTest {
    private static final String LARGE_STATES =
            """
            {'StartAt': 'A', 'States': {
             'A': {'Type': 'Pass', 'Parameters': {'n.$': '$.n', 'big.$': '$.big',
              'id.$': 'States.UUID()'}, 'Next': 'B'},
             'B': {'Type': 'Pass', 'Parameters': {'n.$': 'States.MathAdd($.n, -1)',
              'big.$': '$.big'}, 'Next': 'C'},
             'C': {'Type': 'Choice', 'Default': 'A', 'Choices': [
              {'Variable': '$.n', 'NumericEquals': 0, 'Next': 'D'}]},
             'D': {'Type': 'Succeed'}}}
            """;

    private final Account account = new Account();

    private static String large(int times) {
        return "{'n': " + times + ", 'big': '" + "x".repeat(200_000) + "'}";
    }

    private List<Integer> partsOfHistory(String execution) {
        return account.node()
                .run(
                        execution,
                        tx -> {
                            Execution row = DescribeExecution.execution(tx, execution);
                            List<Integer> sizes = new ArrayList<>();
                            try (Scan<ChunkKey, HistoryChunk> rows =
                                    tx.scan(
                                            ExecutionTables.HISTORY,
                                            new ChunkKey(row.number(), 0),
                                            new ChunkKey(row.number(), Long.MAX_VALUE))) {
                                while (rows.next()) {
                                    sizes.add(rows.value().events().length);
                                }
                            }
                            return Outcome.reply(sizes);
                        });
    }

    @Test
    void a_turn_of_an_execution_ends_when_it_has_staged_enough() {
        account.create("m", LARGE_STATES);
        account.start("m", large(40));

        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        List<Integer> parts = partsOfHistory(Account.execution("m", "m"));
        assertThat(parts).hasSizeGreaterThan(10);
        assertThat(parts).allSatisfy(size -> assertThat(size).isLessThan(2_000_000));
    }

    @Test
    void an_express_execution_with_large_payloads_takes_turns_too() {
        account.create("m", LARGE_STATES, StateMachineType.EXPRESS);
        StartSyncExecutionRequest request =
                StartSyncExecutionRequest.builder()
                        .stateMachineArn(Account.machine("m"))
                        .input(large(40).replace('\'', '"'))
                        .build();
        Pending<StartSyncExecutionResponse> pending = account.node().start(request);
        account.node().runUntilQuiet();

        assertThat(pending.value().status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(pending.value().output()).startsWith("{\"n\":0,");
    }

    @Test
    void a_page_of_a_history_is_not_too_large_and_pages_make_up_the_whole() {
        account.create("m", LARGE_STATES);
        account.start("m", large(40));
        String arn = Account.execution("m", "m");

        List<Long> on = new ArrayList<>();
        List<Long> back = new ArrayList<>();
        int pages = pages(arn, false, on);
        assertThat(pages).isBetween(8, 20);
        assertThat(pages(arn, true, back)).isBetween(8, 20);
        assertThat(on).hasSize(2 * 120 + 4).isSorted().doesNotHaveDuplicates();
        assertThat(back.reversed()).isEqualTo(on);
    }

    private int pages(String arn, boolean reverse, List<Long> ids) {
        String token = null;
        int pages = 0;
        do {
            GetExecutionHistoryResponse page =
                    account.node()
                            .call(
                                    GetExecutionHistoryRequest.builder()
                                            .executionArn(arn)
                                            .maxResults(1_000)
                                            .reverseOrder(reverse)
                                            .nextToken(token)
                                            .build());
            long text =
                    page.events().stream()
                            .flatMap(BoundsTest::texts)
                            .mapToLong(String::length)
                            .sum();
            assertThat(text).isBetween(1L, HistoryPage.MOST_TEXT + 0L);
            page.events().stream().map(HistoryEvent::id).forEach(ids::add);
            token = page.nextToken();
            pages++;
        } while (token != null);
        return pages;
    }

    private static Stream<String> texts(HistoryEvent event) {
        return Stream.of(
                event.stateEnteredEventDetails() == null
                        ? "-"
                        : event.stateEnteredEventDetails().input(),
                event.stateExitedEventDetails() == null
                        ? "-"
                        : event.stateExitedEventDetails().output());
    }

    @Test
    void a_history_of_small_parts_is_read_from_any_place() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Map', 'MaxConcurrency': 1, 'End': true,
                 'ItemProcessor': {'StartAt': 'B', 'States': {
                  'B': {'Type': 'Wait', 'Seconds': 1, 'End': true}}}}}}
                """);
        account.start("m", "[" + "0,".repeat(199) + "0]");
        account.advance(Duration.ofSeconds(200));
        String arn = Account.execution("m", "m");

        int events = account.history(arn).size();
        assertThat(events).isEqualTo(6 + 4 * 200);
        for (int from = 1; from <= events; from += 37) {
            for (boolean reverse : new boolean[] {false, true}) {
                GetExecutionHistoryResponse page =
                        account.node()
                                .call(
                                        GetExecutionHistoryRequest.builder()
                                                .executionArn(arn)
                                                .maxResults(3)
                                                .reverseOrder(reverse)
                                                .nextToken(Integer.toString(from))
                                                .build());
                long step = reverse ? -1 : 1;
                assertThat(page.events().stream().map(HistoryEvent::id))
                        .isEqualTo(
                                Stream.of((long) from, from + step, from + 2 * step)
                                        .filter(id -> id >= 1 && id <= events)
                                        .toList());
            }
        }
    }

    private static String map(String config, String iteration, String selector) {
        return """
        {'StartAt': 'A', 'States': {'A': {'Type': 'Map', 'End': true, SELECTOR
         'ItemProcessor': {CONFIG 'StartAt': 'B', 'States': {'B': ITERATION}}}}}
        """
                .replace("CONFIG", config)
                .replace("ITERATION", iteration)
                .replace("SELECTOR", selector);
    }

    @Test
    void results_that_are_too_large_together_fail_the_state() {
        String large =
                "{'Type': 'Pass', 'Parameters': {'big': '"
                        + "x".repeat(100_000)
                        + "'}, 'End': true}";
        String distributed =
                "'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},";
        String selector = "'ResultSelector': {'count.$': 'States.ArrayLength($)'},";
        account.create("inline", map("", large, ""));
        account.create("selected", map("", large, selector));
        account.create("distributed", map(distributed, large, ""));
        for (String machine : List.of("inline", "selected", "distributed")) {
            account.start(machine, "[1, 2, 3]");
            account.advance(Duration.ofSeconds(1));
        }
        account.node().start(Account.starting("selected", "far", "[" + "1,".repeat(60) + "1]"));
        account.advance(Duration.ofSeconds(1));

        String error = "States.DataLimitExceeded";
        assertThat(account.describe("inline").error()).isEqualTo(error);
        assertThat(account.describe("distributed").error()).isEqualTo(error);
        assertThat(account.describe("distributed").cause())
                .startsWith("The state/task 'A' returned a result with a size exceeding");
        assertThat(account.describe("selected").output()).isEqualTo("{\"count\":3}");
        assertThat(account.describe("selected", "far").error()).isEqualTo(error);
    }

    @Test
    void a_machine_takes_its_executions_along_however_many_there_are() {
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Choice', 'Default': 'C', 'Choices': [
                  {'Variable': '$', 'BooleanEquals': true, 'Next': 'B'}]},
                 'B': {'Type': 'Wait', 'Seconds': 1000, 'End': true},
                 'C': {'Type': 'Succeed'}}}
                """);
        for (int i = 0; i < 4_000; i++) {
            boolean waits = i % 7 == 0 || i > 3_500;
            account.node().start(Account.starting("m", "x" + i, Boolean.toString(waits)));
            if (i % 500 == 0) {
                account.node().runUntilQuiet();
            }
        }
        account.node()
                .call(
                        DeleteStateMachineRequest.builder()
                                .stateMachineArn(Account.machine("m"))
                                .build());
        account.advance(Duration.ofSeconds(1));

        for (int i = 0; i < 4_000; i++) {
            assertThat(account.describe("m", "x" + i).status())
                    .isEqualTo(
                            i % 7 == 0 || i > 3_500
                                    ? ExecutionStatus.ABORTED
                                    : ExecutionStatus.SUCCEEDED);
        }
        account.create("m", LARGE_STATES); // the name is free again
    }

    @Test
    void a_task_is_withdrawn_from_where_it_waits_and_no_other() {
        account.node().call(CreateActivityRequest.builder().name("work").build());
        account.create(
                "m",
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'End': true, 'Resource':
                 'arn:aws:states:us-east-1:000000000000:activity:work'}}}
                """);
        for (int i = 0; i < 5; i++) {
            account.node().call(Account.starting("m", "x" + i, Integer.toString(i)));
        }
        for (int i : new int[] {0, 3}) {
            account.node()
                    .call(
                            StopExecutionRequest.builder()
                                    .executionArn(Account.execution("m", "x" + i))
                                    .build());
        }
        account.node().killAndRestart();

        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            GetActivityTaskResponse task =
                    account.node()
                            .call(
                                    GetActivityTaskRequest.builder()
                                            .activityArn(Account.PREFIX + "activity:work")
                                            .build());
            inputs.add(task.input());
        }
        assertThat(inputs).containsExactlyInAnyOrder("1", "2", "4");
        Pending<GetActivityTaskResponse> none =
                account.node()
                        .start(
                                GetActivityTaskRequest.builder()
                                        .activityArn(Account.PREFIX + "activity:work")
                                        .build());
        account.advance(Duration.ofSeconds(60));
        assertThat(none.value().taskToken()).isNull();
    }
}
