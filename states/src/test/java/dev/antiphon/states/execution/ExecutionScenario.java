package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.EngineException;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

/**
 * Executions that wait, try again, branch, iterate, have children, send messages and wait for
 * callbacks, while the node crashes and its clock jumps. At the end: every one that was
 * acknowledged has succeeded, with the history of an undisturbed run but for times and tokens; and
 * each message was sent once.
 */
final class ExecutionScenario implements Scenario {
    /** The machines, and what an execution of each sends. */
    private static final Map<String, Machine> MACHINES = new LinkedHashMap<>();

    private record Machine(String definition, int messages, boolean parallel) {}

    private static final String SEND =
            """
            'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage',
            'Parameters': {'QueueUrl': 'done', 'MessageBody.$': 'States.Format(
            `{} {}`, $$.Execution.Name, $.n)'}, 'ResultPath': null\
            """
                    .replace("\n", "");

    private static void machine(String name, int messages, boolean parallel, String definition) {
        MACHINES.put(name, new Machine(definition, messages, parallel));
    }

    static {
        machine(
                "line",
                1,
                false,
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Pass', 'Result': {'n': 1}, 'Next': 'B'},
                 'B': {'Type': 'Wait', 'Seconds': 20, 'Next': 'C'},
                 'C': {'Type': 'Choice', 'Choices': [
                   {'Variable': '$.n', 'NumericEquals': 1, 'Next': 'D'}], 'Default': 'F'},
                 'D': {SEND, 'Next': 'E'},
                 'E': {'Type': 'Wait', 'Seconds': 5, 'End': true},
                 'F': {'Type': 'Fail'}}}
                """);
        machine(
                "retry",
                1,
                false,
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage',
                  'Parameters': {'QueueUrl': 'done', 'FailUntil': 3,
                   'Tried.$': '$$.State.RetryCount', 'MessageBody.$':
                   'States.Format(`{} 1`, $$.Execution.Name)'},
                  'Retry': [{'ErrorEquals': ['Other']}, {'ErrorEquals': ['Busy'],
                   'MaxAttempts': 5}], 'Next': 'B'},
                 'B': {'Type': 'Succeed'}}}
                """);
        machine(
                "branches",
                2,
                true,
                """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Parallel', 'End': true, 'Branches': [
                 {'StartAt': 'B', 'States': {'B': {'Type': 'Wait', 'Seconds': 3, 'Next': 'C'},
                  'C': {'Type': 'Pass', 'Result': {'n': 1}, 'Next': 'D'}, 'D': {SEND, 'End': true}}},
                 {'StartAt': 'E', 'States': {'E': {'Type': 'Pass', 'Result': {'n': 2}, 'Next': 'F'},
                  'F': {SEND, 'Next': 'G'}, 'G': {'Type': 'Wait', 'Seconds': 1, 'End': true}}}]}}}
                """);
        machine(
                "items",
                3,
                true,
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Pass', 'Parameters': {'all.$': 'States.ArrayRange(1, 300, 1)'},
                  'Next': 'B'},
                 'B': {'Type': 'Map', 'ItemsPath': '$.all', 'ItemSelector':
                   {'n.$': '$$.Map.Item.Value'}, 'ItemProcessor': {'StartAt': 'C', 'States': {
                   'C': {'Type': 'Choice', 'Choices': [
                    {'Variable': '$.n', 'NumericLessThanEquals': 3, 'Next': 'D'}], 'Default': 'E'},
                   'D': {SEND, 'End': true}, 'E': {'Type': 'Pass', 'End': true}}},
                  'End': true}}}
                """);
        machine(
                "children",
                3,
                false,
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Pass', 'Result': [1, 2, 3], 'Next': 'B'},
                 'B': {'Type': 'Map', 'MaxConcurrency': 2, 'End': true,
                  'ItemSelector': {'parent.$': '$$.Execution.Name', 'n.$': '$$.Map.Item.Value'},
                  'ItemProcessor': {
                   'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                   'StartAt': 'C', 'States': {'C': {'Type': 'Wait', 'Seconds': 1, 'Next': 'D'},
                    'D': {SEND, 'End': true}}}}}}
                """
                        .replace("SEND", SEND.replace("$$.Execution.Name", "$.parent")));
        machine(
                "callback",
                0,
                false,
                """
                {'StartAt': 'A', 'States': {
                 'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
                  'Parameters': {'QueueUrl': 'done', 'MessageBody.$': '$$.Task.Token'},
                  'Assign': {'seen': true}, 'Next': 'B'},
                 'B': {'Type': 'Wait', 'Seconds': 2, 'End': true}}}
                """);
    }

    private record Call(String name, Pending<SdkPojo> pending) {}

    private final Account account;
    private final Map<String, String> machines = new LinkedHashMap<>();
    private final Map<String, Boolean> acknowledged = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Map<String, List<String>> undisturbed;
    private int names;

    ExecutionScenario(long seed, Map<String, List<String>> undisturbed) {
        this.undisturbed = undisturbed;
        account = new Account(seed);
        MACHINES.forEach((name, machine) -> account.create(name, definition(machine)));
    }

    private static Machine machine(String name) {
        return Objects.requireNonNull(MACHINES.get(name));
    }

    private static String definition(Machine machine) {
        return machine.definition.replace("SEND", SEND).replace("\n", "");
    }

    /** What each machine's execution has as its history when nothing goes wrong. */
    static Map<String, List<String>> undisturbed() {
        Map<String, List<String>> histories = new LinkedHashMap<>();
        ExecutionScenario quiet = new ExecutionScenario(7, histories);
        for (String machine : MACHINES.keySet()) {
            quiet.start(machine);
        }
        quiet.node().runUntilQuiet();
        quiet.settle();
        quiet.machines.forEach(
                (name, machine) -> histories.put(machine, quiet.history(machine, name)));
        return histories;
    }

    @Override
    public TestNode node() {
        return account.node();
    }

    @Override
    public void act(RandomGenerator random) {
        switch (random.nextInt(30)) {
            case 0 -> start(List.copyOf(MACHINES.keySet()).get(random.nextInt(MACHINES.size())));
            case 1 -> {
                if (!machines.isEmpty()) { // as a client does that had no answer
                    call(List.copyOf(machines.keySet()).get(random.nextInt(machines.size())));
                }
            }
            default -> {}
        }
    }

    private void start(String machine) {
        String name = "x" + names++;
        machines.put(name, machine);
        call(name);
    }

    private void call(String name) {
        calls.add(
                new Call(
                        name,
                        node().start(
                                        Account.starting(
                                                machines.getOrDefault(name, ""), name, "{}"))));
    }

    @Override
    public void restarted() {
        calls.clear();
    }

    @Override
    public void check() {
        calls.removeIf(call -> {
            if (call.pending.ended()) {
                Throwable error = call.pending.error();
                if (error == null || error instanceof AwsException) {
                    acknowledged.put(call.name, true); // or it is there already
                } else if (!(error instanceof EngineException)) {
                    throw new AssertionError("a call failed", error);
                }
            }
            return call.pending.ended();
        });
    }

    /** Lets everything come to its end, and answers who waits for a callback. */
    private void settle() {
        for (int round = 0; round < 4; round++) {
            account.advance(Duration.ofMinutes(15));
            for (String body : account.messages()) {
                if (body.contains(" ")) {
                    sent.add(body);
                } else {
                    node().call(
                                    SendTaskSuccessRequest.builder()
                                            .taskToken(body)
                                            .output("{\"answer\":42}")
                                            .build());
                }
            }
        }
    }

    @Override
    public void finish() {
        check();
        settle();
        List<String> expected = new ArrayList<>();
        machines.forEach((name, machine) -> {
            DescribeExecutionResponse execution = describe(machine, name);
            if (execution == null) {
                assertThat(acknowledged).doesNotContainKey(name);
                return;
            }
            assertThat(execution.status()).as(name).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(history(machine, name)).as(machine).isEqualTo(undisturbed.get(machine));
            for (int n = 1; n <= machine(machine).messages; n++) {
                expected.add(name + " " + n);
            }
        });
        assertThat(sent).containsExactlyInAnyOrderElementsOf(expected);
    }

    private @Nullable DescribeExecutionResponse describe(String machine, String name) {
        try {
            return node().call(
                            DescribeExecutionRequest.builder()
                                    .executionArn(Account.execution(machine, name))
                                    .build());
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("ExecutionDoesNotExist");
            return null;
        }
    }

    /** Without what differs from run to run; where branches run side by side, in no order. */
    private List<String> history(String machine, String name) {
        boolean parallel = machine(machine).parallel;
        List<HistoryEvent> events = account.history(Account.execution(machine, name));
        List<String> told = new ArrayList<>();
        for (HistoryEvent event : events) {
            HistoryEvent.Builder plain = event.toBuilder().timestamp(null);
            if (parallel) {
                plain.id(null).previousEventId(null);
            }
            String text = plain.build().toString().replace(name, "NAME");
            told.add(
                    text.replaceAll("[A-Za-z0-9+/=]{80,}", "TOKEN")
                            .replaceAll("mapRun:[-/:\\w]+", "MAP-RUN"));
        }
        if (parallel) {
            told.sort(null);
        }
        for (HistoryEvent event : events) {
            assertThat(event.previousEventId()).isLessThan(event.id());
        }
        return told;
    }
}
