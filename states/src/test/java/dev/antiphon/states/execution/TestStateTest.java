package dev.antiphon.states.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.api.AwsException;
import dev.antiphon.testkit.Pending;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.InspectionData;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/** One state at a time, by TestState. */
class TestStateTest {
    private static final String SEND =
            """
            {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'Next': 'After',
             'Parameters': {'QueueUrl': 'done', 'MessageBody.$': '$.text'},
             'ResultSelector': {'ok.$': '$.sent'}, 'ResultPath': '$.result'}
            """;
    private static final String RETRIED =
            """
            {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'End': true,
             'Retry': [{'ErrorEquals': ['Other']},
                       {'ErrorEquals': ['Busy'], 'IntervalSeconds': 2, 'MaxAttempts': 3}],
             'Catch': [{'ErrorEquals': ['Other'], 'Next': 'A'},
                       {'ErrorEquals': ['States.ALL'], 'Next': 'B', 'ResultPath': '$.error'}]}
            """;
    private static final String MAP =
            """
            {'Type': 'Map', 'End': true, 'ItemsPath': '$.all', 'MaxConcurrency': 2,
             'ItemSelector': {'n.$': '$$.Map.Item.Value', 'of.$': '$.of'},
             'ItemBatcher': {'MaxItemsPerBatch': 2, 'BatchInput': {'of.$': '$.of'}},
             'ToleratedFailureCount': 1,
             'ItemProcessor': {
               'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
               'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}}}
            """;

    private final Account account = new Account();

    private static String json(String text) {
        return text.replace('\'', '"').replace('`', '\'');
    }

    private static TestStateRequest request(
            String definition, Consumer<TestStateRequest.Builder> more) {
        TestStateRequest.Builder builder =
                TestStateRequest.builder().definition(json(definition)).inspectionLevel("TRACE");
        more.accept(builder);
        return builder.build();
    }

    private TestStateResponse test(String definition, Consumer<TestStateRequest.Builder> more) {
        return account.node().call(request(definition, more));
    }

    @Test
    void a_task_without_a_mock_is_really_done_once() {
        TestStateResponse answer =
                test(SEND, with -> with.roleArn(Account.ROLE).input(json("{'text': 'hi'}")));

        assertThat(answer.statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(answer.nextState()).isEqualTo("After");
        assertThat(answer.output()).isEqualTo(json("{'text':'hi','result':{'ok':true}}"));
        InspectionData seen = answer.inspectionData();
        assertThat(seen.afterInputPath()).isEqualTo(json("{'text': 'hi'}"));
        assertThat(seen.afterParameters())
                .isEqualTo(json("{'QueueUrl':'done','MessageBody':'hi'}"));
        assertThat(seen.result()).isEqualTo(json("{'sent':true}"));
        assertThat(seen.afterResultSelector()).isEqualTo(json("{'ok':true}"));
        assertThat(seen.afterResultPath()).isEqualTo(answer.output());
        assertThat(account.messages()).containsExactly("hi");
    }

    @Test
    void a_task_with_a_mock_does_nothing() {
        TestStateResponse answer =
                test(
                        SEND,
                        with ->
                                with.input(json("{'text': 'hi'}"))
                                        .mock(mock -> mock.result(json("{'sent': 1}"))));

        assertThat(answer.output()).isEqualTo(json("{'text':'hi','result':{'ok':1}}"));
        assertThat(account.messages()).isEmpty();
    }

    @Test
    void a_wait_is_waited_for_up_to_five_minutes() {
        String wait = "{'Type': 'Wait', 'SecondsPath': '$.n', 'End': true}";
        Pending<TestStateResponse> minute =
                account.node().start(request(wait, with -> with.input(json("{'n': 60}"))));
        account.advance(Duration.ofSeconds(59));
        assertThat(minute.ended()).isFalse();
        account.advance(Duration.ofSeconds(1));
        assertThat(minute.value().statusAsString()).isEqualTo("SUCCEEDED");

        Pending<TestStateResponse> hour =
                account.node().start(request(wait, with -> with.input(json("{'n': 3600}"))));
        account.advance(Duration.ofMinutes(5));
        assertThat(hour.value().statusAsString()).isEqualTo("FAILED");
        assertThat(hour.value().error()).isEqualTo("States.Timeout");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Busy  | 0 | RETRIABLE    | 1 | 2 |   |
                    Busy  | 2 | RETRIABLE    | 1 | 8 |   |
                    Busy  | 3 | CAUGHT_ERROR |   |   | 1 | B
                    Other | 3 | CAUGHT_ERROR |   |   | 0 | A
                    Third | 0 | CAUGHT_ERROR |   |   | 1 | B
                    States.Runtime | 0 | FAILED |   |   |   |
                    """)
    void an_error_is_tried_again_or_caught_or_neither(
            String error,
            int retries,
            String status,
            Integer retrier,
            Integer backoff,
            Integer catcher,
            String next) {
        TestStateResponse answer =
                test(
                        RETRIED,
                        with ->
                                with.mock(mock ->
                                                mock.errorOutput(
                                                        output -> output.error(error).cause("why")))
                                        .stateConfiguration(
                                                about -> about.retrierRetryCount(retries)));

        assertThat(answer.statusAsString()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.cause()).isEqualTo("why");
        assertThat(answer.nextState()).isEqualTo(next);
        var details = answer.inspectionData().errorDetails();
        assertThat(details == null ? null : details.retryIndex()).isEqualTo(retrier);
        assertThat(details == null ? null : details.retryBackoffIntervalSeconds())
                .isEqualTo(backoff);
        assertThat(details == null ? null : details.catchIndex()).isEqualTo(catcher);
    }

    @Test
    void variables_and_the_context_are_as_the_test_says() {
        TestStateResponse answer =
                test(
                        """
                        {'QueryLanguage': 'JSONata', 'StartAt': 'Outer', 'States': {'Outer': {
                         'Type': 'Parallel', 'End': true, 'Branches': [{'StartAt': 'In', 'States': {
                           'In': {'Type': 'Task', 'End': true,
                                  'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
                                  'Arguments': {'Token': '{% $states.context.Task.Token %}'},
                                  'Assign': {'b': '{% $a + 1 %}'},
                                  'Output': '{% $states.context.State.RetryCount %}'}}}]}}}
                        """,
                        with ->
                                with.stateName("In")
                                        .variables(json("{'a': 1}"))
                                        .context(
                                                json(
                                                        "{'Task': {'Token': 't'}, 'State': {'RetryCount':"
                                                                + " 7}}"))
                                        .mock(mock -> mock.result("{}")));

        assertThat(answer.output()).isEqualTo("7");
        assertThat(answer.inspectionData().afterArguments()).isEqualTo(json("{'Token':'t'}"));
        assertThat(answer.inspectionData().variables()).isEqualTo(json("{'a':1,'b':2}"));
    }

    @Test
    void a_map_evaluates_all_but_its_iterations() {
        TestStateResponse answer =
                test(
                        MAP,
                        with ->
                                with.input(json("{'all': [1, 2, 3], 'of': 'x'}"))
                                        .mock(mock -> mock.result("[7, 8, 9]"))
                                        .stateConfiguration(
                                                about -> about.mapIterationFailureCount(1)));

        assertThat(answer.output()).isEqualTo("[7, 8, 9]");
        InspectionData seen = answer.inspectionData();
        assertThat(seen.afterItemsPath()).isEqualTo("[1,2,3]");
        assertThat(seen.afterItemSelector())
                .isEqualTo(json("[{'n':1,'of':'x'},{'n':2,'of':'x'},{'n':3,'of':'x'}]"));
        assertThat(seen.afterItemBatcher())
                .isEqualTo(
                        json(
                                "[{'BatchInput':{'of':'x'},'Items':[{'n':1,'of':'x'},"
                                        + "{'n':2,'of':'x'}]},{'BatchInput':{'of':'x'},"
                                        + "'Items':[{'n':3,'of':'x'}]}]"));
        assertThat(seen.maxConcurrency()).isEqualTo(2);
        assertThat(seen.toleratedFailureCount()).isEqualTo(1);
    }

    @Test
    void a_map_fails_where_more_iterations_have_failed_than_it_tolerates() {
        TestStateResponse answer =
                test(
                        MAP,
                        with ->
                                with.input(json("{'all': [1, 2, 3], 'of': 'x'}"))
                                        .mock(mock -> mock.result("[7, 8, 9]"))
                                        .stateConfiguration(
                                                about -> about.mapIterationFailureCount(2)));

        assertThat(answer.statusAsString()).isEqualTo("FAILED");
        assertThat(answer.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    }

    @Test
    void an_item_reader_has_read_what_the_test_says() {
        TestStateResponse answer =
                test(
                        MAP.replace(
                                "'ItemsPath': '$.all'",
                                "'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject',"
                                        + " 'ReaderConfig': {'InputType': 'CSV',"
                                        + " 'CSVHeaderLocation': 'FIRST_ROW'}}"),
                        with ->
                                with.input(json("{'of': 'x'}"))
                                        .mock(mock -> mock.result("[1]"))
                                        .stateConfiguration(
                                                about -> about.mapItemReaderData("a,b\n1,2")));

        assertThat(answer.inspectionData().afterItemSelector())
                .isEqualTo(json("[{'n':{'a':'1','b':'2'},'of':'x'}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {'InputType': 'JSON'}                           | [1, {'a': 2}]      | [1,{'a':2}]
                    {'InputType': 'JSON'}                           | {'a': 1}           | [{'Key':'a','Value':1}]
                    {'InputType': 'JSON'}                           | 1                  |
                    {'InputType': 'JSON', 'ItemsPointer': '/a/b'}   | {'a': {'b': [5]}}  | [5]
                    {'InputType': 'JSON', 'ItemsPointer': '/c'}     | {'a': {'b': [5]}}  |
                    {'InputType': 'JSON', 'MaxItems': 1}            | [1, 2]             | [1]
                    {'InputType': 'JSONL'}                          | {'a': 1};{'a': 2}; | [{'a':1},{'a':2}]
                    {'InputType': 'JSONL'}                          | {'a': 1};?         |
                    {'InputType': 'CSV'}                            | a,b;1,'x,''y';;2   | [{'a':'1','b':'x,\\'y'},{'a':'2','b':''}]
                    {'InputType': 'CSV', 'CSVHeaders': ['a'], 'CSVDelimiter': 'PIPE'} | 1,2 | [{'a':'1,2'}]
                    """)
    void data_becomes_items(String config, String data, String items) {
        ItemReaderData reader =
                ItemReaderData.of("arn:aws:states:::s3:getObject", Json.read(json(config)));
        JsonNode pointed = reader.pointed(json(data.replace(";", "\n")));
        JsonNode read = pointed == null ? null : reader.items(pointed);

        assertThat(read == null ? null : Json.write(read))
                .isEqualTo(items == null ? null : json(items));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    sqs:sendMessage | STRICT  | {'MessageId': 1} | Field 'MessageId' must be a string
                    sqs:sendMessage | NONE    | {'MessageId': 1} |
                    states:startExecution | STRICT  | {'StartDate': 'x'} | Required field 'ExecutionArn' is missing
                    states:startExecution | PRESENT | {'StartDate': 'x'} |
                    states:startExecution | PRESENT | {'StartDate': 1}   | Field 'StartDate' must be a string
                    aws-sdk:kms:encrypt | STRICT | {'CiphertextBlob': ''} | Field 'CiphertextBlob' is smaller than the minimum length
                    aws-sdk:s3:getObject | STRICT | {'StorageClass': 'Papyrus'} | Field 'StorageClass' is not an expected value
                    aws-sdk:s3:getObject | STRICT | {'DeleteMarker': 'yes'} | Field 'DeleteMarker' must be a boolean
                    aws-sdk:s3:getObject | STRICT | {'Metadata': []} | Field 'Metadata' must be an object
                    lambda:invoke | STRICT | {'Payload': {'any': 'thing'}} |
                    """)
    void a_mocked_result_is_one_that_the_operation_could_give(
            String resource, String mode, String result, String refusal) {
        Runnable call =
                () ->
                        test(
                                "{'Type': 'Task', 'End': true, 'Resource': 'arn:aws:states:::"
                                        + resource
                                        + "'}",
                                with ->
                                        with.mock(mock ->
                                                mock.result(json(result))
                                                        .fieldValidationMode(mode)));
        if (refusal == null) {
            call.run();
        } else {
            assertThatThrownBy(call::run)
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("Mock result schema validation error: " + refusal);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage' | RoleArn must be specified when testing a Task state
                    'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' | TestState API does not support the '.waitForTaskToken' service
                    'Type': 'Task', 'Resource': 'arn:aws:states:::states:startExecution.sync:2' | TestState API does not support the '.sync' service
                    'Type': 'Task', 'Resource': 'arn:aws:states:us-east-1:000000000000:activity:a' | TestState API does not support Activity tasks
                    'Type': 'Parallel', 'Branches': [{'StartAt': 'P', 'States': {'P': {'Type': 'Succeed'}}}] | TestState API does not support Map or Parallel states
                    'Type': 'Nothing' | Value is not one of [Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map]
                    """)
    void not_every_state_can_be_tested_without_a_mock(String state, String refusal) {
        assertThatThrownBy(() -> test("{" + state + ", 'End': true}", with -> {}))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(refusal);
    }

    @Test
    void what_only_a_mock_gives_a_meaning_is_refused_without_one() {
        String pass = "{'Type': 'Pass', 'End': true}";

        assertThatThrownBy(() -> test(pass, with -> with.context("{}")))
                .hasMessageContaining("does not support Context when a mock is not specified");
        assertThatThrownBy(() -> test(pass, with -> with.mock(mock -> mock.result("1"))))
                .hasMessageContaining("'Pass' is not supported when a mock is specified");
        assertThatThrownBy(() -> test(pass, with -> with.variables("[]")))
                .hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> test(pass, with -> with.input("{")))
                .isInstanceOf(AwsException.class);
    }
}
