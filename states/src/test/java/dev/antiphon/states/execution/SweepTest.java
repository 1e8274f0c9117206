package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.CreateActivityRequest;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunRequest;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** What is left of executions when nobody can ask for them any more: nothing. */
class SweepTest {
    private static final Duration KEPT_AND_SWEPT = Duration.ofDays(92);

    private final Account account = new Account();

    /** How many rows Step Functions has, by table, whatever the tables are. */
    private Map<Integer, Integer> rows() {
        Map<Integer, Integer> rows = new TreeMap<>();
        account.node().disk().kill();
        try (Storage storage = account.node().disk().open()) {
            for (Family family : Family.values()) {
                byte[] end = {(byte) 0xFF, (byte) 0xFF};
                try (Cursor cursor = storage.scan(family, new byte[2], end)) {
                    while (cursor.next()) {
                        int table = cursor.key()[2] & 0xFF;
                        if (table >= 100 && table < 150) {
                            rows.merge(table, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        account.node().killAndRestart();
        return rows;
    }

    private void create(String name, String state) {
        account.create(name, "{'StartAt': 'A', 'States': {'A': " + state + "}}");
    }

    private static String map(String type, String fields, String state) {
        return """
        {'Type': 'Map', 'End': true, 'Label': 'all', FIELDS 'ItemProcessor': {
         'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'TYPE'},
         'StartAt': 'B', 'States': {'B': STATE}}}
        """
                .replace("FIELDS", fields)
                .replace("TYPE", type)
                .replace("STATE", state);
    }

    @Test
    void what_belongs_to_an_execution_goes_with_it() {
        String wait = "{'Type': 'Wait', 'Seconds': 100, 'End': true}";
        account.node().call(CreateActivityRequest.builder().name("work").build());
        create("simple", "{'Type': 'Pass', 'End': true}");
        create("waiting", wait);
        create("standard", map("STANDARD", "", wait));
        create("express", map("EXPRESS", "", "{'Type': 'Pass', 'End': true}"));
        create("intolerable", map("STANDARD", "", "{'Type': 'Fail'}"));
        create(
                "branches",
                "{'Type': 'Parallel', 'End': true, 'Branches': ["
                        + "{'StartAt': 'B', 'States': {'B': {'Type': 'Fail'}}},"
                        + "{'StartAt': 'C', 'States': {'C': "
                        + wait
                        + "}}]}");
        create(
                "iterations",
                "{'Type': 'Map', 'End': true, 'ItemProcessor': {'StartAt': 'B', 'States': {'B': "
                        + wait
                        + "}}}");
        create(
                "activity",
                "{'Type': 'Task', 'End': true, 'TimeoutSeconds': 60, 'Resource':"
                        + " 'arn:aws:states:us-east-1:000000000000:activity:work'}");
        account.create(
                "quick",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 1, 'End': true}}}",
                StateMachineType.EXPRESS);
        Map<Integer, Integer> before = rows();

        List<String> machines =
                List.of(
                        "simple",
                        "waiting",
                        "standard",
                        "express",
                        "intolerable",
                        "branches",
                        "iterations",
                        "activity",
                        "quick");
        machines.forEach(machine -> account.start(machine, "[1, 2, 3]"));
        account.advance(Duration.ofSeconds(10));
        account.node()
                .call(
                        StopExecutionRequest.builder()
                                .executionArn(Account.execution("standard", "standard"))
                                .build());
        assertThat(rows()).isNotEqualTo(before);
        account.advance(Duration.ofDays(89));
        assertThat(account.describe("branches").status()).isEqualTo(ExecutionStatus.FAILED);
        account.advance(KEPT_AND_SWEPT.minusDays(89));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_long_history_goes_with_its_execution() {
        create(
                "m",
                "{'Type': 'Map', 'End': true, 'MaxConcurrency': 1, 'ItemProcessor': {'StartAt':"
                        + " 'B', 'States': {'B': {'Type': 'Wait', 'Seconds': 1, 'End': true}}}}");
        Map<Integer, Integer> before = rows();
        StringBuilder items = new StringBuilder("[0");
        for (int i = 1; i < 450; i++) {
            items.append(',').append(i);
        }
        account.start("m", items.append(']').toString());
        account.advance(KEPT_AND_SWEPT);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void what_still_runs_keeps_its_revision_and_what_begins_again_gets_it_back() {
        create("long", "{'Type': 'Wait', 'Seconds': 20000000, 'End': true}");
        create("now_and_then", "{'Type': 'Pass', 'End': true}");
        account.start("long", "{}");
        account.start("now_and_then", "{}");
        account.advance(Duration.ofDays(200));
        account.start("now_and_then", "{}");
        account.advance(Duration.ofDays(50));

        assertThat(account.describe("long").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(account.describe("now_and_then").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_execution_that_begins_behind_the_search_for_users_of_its_revision_keeps_it() {
        create("m", "{'Type': 'Wait', 'Seconds': 100, 'End': true}");
        account.start("m", "{}");
        account.advance(Duration.ofDays(90).plusHours(1));
        String home = Account.execution("m", "m");
        onPartition(
                home,
                tx -> {
                    // The execution is forgotten; the search has been through all others that there
                    // were.
                    Revisions.Search search = new Revisions.Search(true, "arn:z");
                    tx.put(ExecutionTables.CONDEMNED, revision(tx), search);
                });
        account.start("m", "{}");
        onPartition(home, tx -> Revisions.sweep(tx, new Timer("", tx.now(), revision(tx))));

        onPartition(home, tx -> assertThat(revision(tx)).isNotEmpty());
        account.advance(Duration.ofSeconds(100));
        assertThat(account.describe("m").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private void onPartition(String address, Consumer<Tx> work) {
        account.node()
                .<Boolean>run(
                        address,
                        tx -> {
                            work.accept(tx);
                            return Outcome.reply(true);
                        });
    }

    private static String revision(Tx tx) {
        try (Scan<String, Pinned> rows = tx.scan(ExecutionTables.REVISIONS, "", "~")) {
            assertThat(rows.next()).isTrue();
            return rows.key();
        }
    }

    @Test
    void children_of_a_map_run_stop_with_it_whatever_they_are() {
        String wait = "{'Type': 'Wait', 'Seconds': 100, 'End': true}";
        for (String type : List.of("STANDARD", "EXPRESS")) {
            create(type, map(type, "", wait));
            account.start(type, "[" + "1,".repeat(250) + "1]");
            account.advance(Duration.ofSeconds(1));
            account.node()
                    .call(
                            StopExecutionRequest.builder()
                                    .executionArn(Account.execution(type, type))
                                    .build());
            account.advance(Duration.ofSeconds(1));

            DescribeMapRunResponse run = describeMapRun(type);
            assertThat(List.of(run.statusAsString(), run.executionCounts().aborted()))
                    .isEqualTo(List.of("ABORTED", 251L));
            assertThat(run.executionCounts().running()).isEqualTo(0);
        }
    }

    private DescribeMapRunResponse describeMapRun(String machine) {
        String arn =
                account.history(Account.execution(machine, machine)).stream()
                        .filter(event -> event.type() == HistoryEventType.MAP_RUN_STARTED)
                        .map(HistoryEvent::mapRunStartedEventDetails)
                        .findFirst()
                        .orElseThrow()
                        .mapRunArn();
        return account.node().call(DescribeMapRunRequest.builder().mapRunArn(arn).build());
    }
}
