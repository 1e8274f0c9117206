package dev.antiphon.states.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antiphon.states.expression.EvaluationFailure;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the fields of a definition. */
class DefinitionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Definition parse(String definition) {
        return Definitions.validated(definition, WorkflowType.STANDARD);
    }

    /** The state of a machine with this one and another, B, that it may lead to. */
    private static State state(String state) {
        return parse(
                        """
                        {"StartAt": "A", "States": {
                          "A": %s,
                          "0": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}], "Default": "A"},
                          "B": {"Type": "Succeed"}
                        }}
                        """
                                .formatted(state)
                                .replace("\"StartAt\": \"A\"", "\"StartAt\": \"0\""))
                .workflow()
                .state("A");
    }

    private static String value(@Nullable Expression expression, String input) {
        if (expression == null) {
            return "none";
        }
        try {
            JsonNode node = JSON.readTree(input);
            return expression
                    .evaluate(
                            new Scope(
                                    node,
                                    node,
                                    node,
                                    () -> node,
                                    Map.of(),
                                    new SplittableRandom(1),
                                    Instant.EPOCH))
                    .toString();
        } catch (EvaluationFailure | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_machine_has_a_comment_and_a_timeout() {
        Definition definition =
                parse(
                        """
                        {"Comment": "c", "Version": "1.0", "TimeoutSeconds": 60, "StartAt": "Z",
                         "States": {"Z": {"Type": "Pass", "Next": "Y"}, "Y": {"Type": "Succeed"}}}
                        """);

        assertThat(definition.comment()).isEqualTo("c");
        assertThat(definition.timeoutSeconds()).isEqualTo(60);
        assertThat(definition.workflow().startAt()).isEqualTo("Z");
        assertThat(definition.workflow().states().keySet()).containsExactly("Z", "Y");
    }

    @Test
    void numbers_are_kept_as_they_are_written() {
        State.Pass pass =
                (State.Pass)
                        state(
                                """
                                {"Type": "Pass", "Result": [1.0, 1, 123456789012345678901234567890], "End": true}
                                """);

        assertThat(value(pass.result(), "0")).isEqualTo("[1.0,1,123456789012345678901234567890]");
    }

    @Test
    void paths_that_are_all_of_it_are_none() {
        State.Pass pass =
                (State.Pass)
                        state(
                                """
                                {"Type": "Pass", "InputPath": "$", "OutputPath": "$", "ResultPath": "$", "End": true}
                                """);

        assertThat(pass.flow())
                .isEqualTo(new DataFlow.Paths(null, null, null, null, false, null, null));
        assertThat(pass.transition()).isEqualTo(new Transition.End());
    }

    @Test
    void paths_that_are_null_give_nothing_and_keep_nothing() {
        DataFlow.Paths flow =
                (DataFlow.Paths)
                        state(
                                        """
                                        {"Type": "Pass", "InputPath": null, "OutputPath": null, "ResultPath": null, "End": true}
                                        """)
                                .flow();

        assertThat(value(flow.inputPath(), "{\"a\":1}")).isEqualTo("{}");
        assertThat(value(flow.outputPath(), "{\"a\":1}")).isEqualTo("{}");
        assertThat(flow.resultPath()).isNull();
        assertThat(flow.discardResult()).isTrue();
    }

    @Test
    void a_result_that_is_null_is_one() {
        State.Pass pass =
                (State.Pass) state("{\"Type\": \"Pass\", \"Result\": null, \"End\": true}");

        assertThat(value(pass.result(), "1")).isEqualTo("null");
    }

    @Test
    void a_task_has_what_it_is_given() {
        State.Task task =
                (State.Task)
                        state(
                                """
                                {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                                 "Parameters": {"FunctionName": "f", "Payload.$": "$.p"},
                                 "ResultSelector": {"r.$": "$.q"}, "ResultPath": "$.r",
                                 "Credentials": {"RoleArn.$": "$.role"},
                                 "TimeoutSecondsPath": "$.t", "HeartbeatSeconds": 3,
                                 "Assign": {"v.$": "$.p"},
                                 "Retry": [{"ErrorEquals": ["E", "F"]},
                                           {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "MaxAttempts": 0, "BackoffRate": 1, "MaxDelaySeconds": 9, "JitterStrategy": "FULL"}],
                                 "Catch": [{"ErrorEquals": ["E"], "ResultPath": null, "Next": "B"},
                                           {"ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Assign": {"e.$": "$.p"}, "Next": "B"}],
                                 "Next": "B"}
                                """);
        String input = "{\"p\":1,\"q\":2,\"role\":\"r\",\"t\":4}";
        DataFlow.Paths flow = (DataFlow.Paths) task.flow();

        assertThat(task.resource()).isEqualTo("arn:aws:states:::lambda:invoke");
        assertThat(value(flow.parameters(), input))
                .isEqualTo("{\"FunctionName\":\"f\",\"Payload\":1}");
        assertThat(value(flow.resultSelector(), input)).isEqualTo("{\"r\":2}");
        assertThat(flow.resultPath()).isNotNull();
        assertThat(value(task.credentials(), input)).isEqualTo("{\"RoleArn\":\"r\"}");
        assertThat(value(task.timeoutSeconds(), input)).isEqualTo("4");
        assertThat(value(task.heartbeatSeconds(), input)).isEqualTo("3");
        assertThat(value(flow.assign(), input)).isEqualTo("{\"v\":1}");
        assertThat(task.retriers())
                .containsExactly(
                        new Retrier(List.of("E", "F"), 1, 3, 2.0, null, false),
                        new Retrier(List.of("States.ALL"), 2, 0, 1.0, 9L, true));
        assertThat(task.catchers().get(0))
                .isEqualTo(new Catcher(List.of("E"), "B", null, true, null, null));
        assertThat(task.catchers().get(1).resultPath()).isNotNull();
        assertThat(value(task.catchers().get(1).assign(), input)).isEqualTo("{\"e\":1}");
        assertThat(task.transition()).isEqualTo(new Transition.Next("B"));
    }

    @Test
    void a_state_of_JSONata_has_arguments_and_an_output() {
        State.Task task =
                (State.Task)
                        state(
                                """
                                {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
                                 "Arguments": {"a": "{% $states.input.p %}"}, "Output": "{% $states.result.q %}",
                                 "Assign": {"v": "{% 1 + 1 %}"}, "TimeoutSeconds": "{% $states.input.t %}",
                                 "Catch": [{"ErrorEquals": ["E"], "Output": {"e": "{% $states.errorOutput.p %}"}, "Next": "B"}],
                                 "Next": "B"}
                                """);
        String input = "{\"p\":1,\"q\":2,\"t\":4}";
        DataFlow.Expressions flow = (DataFlow.Expressions) task.flow();

        assertThat(task.language()).isEqualTo(QueryLanguage.JSONATA);
        assertThat(value(flow.arguments(), input)).isEqualTo("{\"a\":1}");
        assertThat(value(flow.output(), input)).isEqualTo("2");
        assertThat(value(flow.assign(), input)).isEqualTo("{\"v\":2}");
        assertThat(value(task.timeoutSeconds(), input)).isEqualTo("4");
        assertThat(value(task.catchers().getFirst().output(), input)).isEqualTo("{\"e\":1}");
    }

    @Test
    void a_choice_has_its_rules_in_order() {
        State.Choice choice =
                (State.Choice)
                        state(
                                """
                                {"Type": "Choice", "QueryLanguage": "JSONata",
                                 "Choices": [{"Condition": "{% false %}", "Next": "B"},
                                             {"Condition": "{% true %}", "Output": 1, "Assign": {"a": 2}, "Next": "A"}]}
                                """);

        assertThat(choice.otherwise()).isNull();
        assertThat(choice.rules()).map(ChoiceRule::next).containsExactly("B", "A");
        assertThat(value(choice.rules().get(1).output(), "0")).isEqualTo("1");
        assertThat(value(choice.rules().get(1).assign(), "0")).isEqualTo("{\"a\":2}");
    }

    @Test
    void a_wait_has_seconds_or_a_time() {
        assertThat(until("\"Seconds\": 3")).isEqualTo("Seconds 3");
        assertThat(until("\"SecondsPath\": \"$.s\"")).isEqualTo("Seconds 5");
        assertThat(until("\"Timestamp\": \"2026-01-01T00:00:00Z\""))
                .isEqualTo("Timestamp \"2026-01-01T00:00:00Z\"");
        assertThat(until("\"TimestampPath\": \"$.t\"")).isEqualTo("Timestamp \"later\"");
    }

    private static String until(String field) {
        String input = "{\"s\":5,\"t\":\"later\"}";
        State.Wait wait =
                (State.Wait) state("{\"Type\": \"Wait\", " + field + ", \"Next\": \"B\"}");
        return switch (wait.until()) {
            case State.Until.Seconds(Expression seconds) -> "Seconds " + value(seconds, input);
            case State.Until.Timestamp(Expression timestamp) ->
                    "Timestamp " + value(timestamp, input);
        };
    }

    @Test
    void a_failure_is_named_by_constants_paths_or_calls() {
        State.Fail fail =
                (State.Fail)
                        state(
                                """
                                {"Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.Format('{}!', $.c)"}
                                """);

        assertThat(value(fail.error(), "{\"e\":\"E\"}")).isEqualTo("\"E\"");
        assertThat(value(fail.cause(), "{\"c\":\"C\"}")).isEqualTo("\"C!\"");
        assertThat(((State.Fail) state("{\"Type\": \"Fail\"}")).error()).isNull();
    }

    @Test
    void an_older_map_is_read_as_a_newer_one() {
        State.Iteration map =
                (State.Iteration)
                        state(
                                """
                                {"Type": "Map", "ItemsPath": "$.l", "Parameters": {"x.$": "$.l[0]"}, "MaxConcurrency": 2,
                                 "Iterator": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Next": "B"}
                                """);
        String input = "{\"l\":[7]}";

        assertThat(value(map.items(), input)).isEqualTo("[7]");
        assertThat(value(map.itemSelector(), input)).isEqualTo("{\"x\":7}");
        assertThat(value(map.maxConcurrency(), input)).isEqualTo("2");
        assertThat(map.processor().states().keySet()).containsExactly("I");
        assertThat(map.distributed()).isNull();
        assertThat(((DataFlow.Paths) map.flow()).parameters()).isNull();
    }

    @Test
    void a_distributed_map_has_more() {
        State.Iteration map =
                (State.Iteration)
                        state(
                                """
                                {"Type": "Map", "Label": "L", "ToleratedFailurePercentage": 2.5, "ToleratedFailureCountPath": "$.n",
                                 "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket.$": "$.b"},
                                                "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "MaxItemsPath": "$.n"}},
                                 "ItemBatcher": {"MaxItemsPerBatch": 10, "MaxInputBytesPerBatchPath": "$.n", "BatchInput": {"c": 1}},
                                 "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "o"}, "WriterConfig": {"OutputType": "JSON"}},
                                 "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}},
                                 "End": true}
                                """);
        String input = "{\"b\":\"in\",\"n\":8}";
        State.Distributed distributed = Objects.requireNonNull(map.distributed());

        assertThat(distributed.express()).isTrue();
        assertThat(distributed.label()).isEqualTo("L");
        assertThat(value(distributed.toleratedFailurePercentage(), input)).isEqualTo("2.5");
        assertThat(value(distributed.toleratedFailureCount(), input)).isEqualTo("8");
        assertThat(value(distributed.maxItemsPerBatch(), input)).isEqualTo("10");
        assertThat(value(distributed.maxInputBytesPerBatch(), input)).isEqualTo("8");
        assertThat(value(distributed.batchInput(), input)).isEqualTo("{\"c\":1}");
        State.ItemReader reader = Objects.requireNonNull(distributed.reader());
        assertThat(value(reader.arguments(), input)).isEqualTo("{\"Bucket\":\"in\"}");
        assertThat(value(reader.configuration(), input))
                .isEqualTo(
                        "{\"InputType\":\"CSV\",\"CSVHeaderLocation\":\"FIRST_ROW\",\"MaxItems\":8}");
        State.ResultWriter writer = Objects.requireNonNull(distributed.writer());
        assertThat(value(writer.arguments(), input)).isEqualTo("{\"Bucket\":\"o\"}");
        assertThat(value(writer.configuration(), input)).isEqualTo("{\"OutputType\":\"JSON\"}");
    }

    @Test
    void branches_keep_their_order_and_inherit_the_language() {
        Definition definition =
                parse(
                        """
                        {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {
                          "Type": "Parallel", "Arguments": {"a": 1}, "End": true,
                          "Branches": [{"StartAt": "Y", "States": {"Y": {"Type": "Succeed"}}},
                                       {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}]}}}
                        """);
        State.Parallel parallel = (State.Parallel) definition.workflow().state("P");

        assertThat(parallel.branches()).map(Workflow::startAt).containsExactly("Y", "X");
        assertThat(parallel.branches().getFirst().state("Y").language())
                .isEqualTo(QueryLanguage.JSONATA);
    }
}
