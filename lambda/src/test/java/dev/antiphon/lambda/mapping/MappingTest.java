package dev.antiphon.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.source.BatchCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

class MappingTest {
    private static final String INVALID = "InvalidParameterValueException";

    private final Workshop workshop = new Workshop();

    private static UpdateEventSourceMappingRequest.Builder update(String uuid) {
        return UpdateEventSourceMappingRequest.builder().uuid(uuid);
    }

    private static DeleteEventSourceMappingRequest deletion(String uuid) {
        return DeleteEventSourceMappingRequest.builder().uuid(uuid).build();
    }

    @Test
    void a_mapping_is_being_created_and_then_enabled() {
        CreateEventSourceMappingResponse created =
                workshop.node().call(Workshop.creation().build());
        assertThat(created.state()).isEqualTo("Creating");
        assertThat(created.stateTransitionReason()).isEqualTo("USER_INITIATED");
        assertThat(created.batchSize()).isEqualTo(10);
        assertThat(created.maximumBatchingWindowInSeconds()).isZero();
        assertThat(created.functionArn()).isEqualTo(Workshop.functionArn());
        assertThat(created.hasFunctionResponseTypes()).isTrue();
        assertThat(created.eventSourceMappingArn())
                .isEqualTo(
                        "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:"
                                + created.uuid());
        GetEventSourceMappingResponse shown = workshop.get(created.uuid());
        assertThat(shown.state()).isEqualTo("Enabled");
        assertThat(shown.eventSourceArn()).isEqualTo(Workshop.queueArn("q"));
        assertThat(shown.lastModified()).isEqualTo(created.lastModified());
    }

    @Test
    void a_message_is_handed_to_the_function_as_lambda_does() {
        workshop.map(Workshop.creation());
        String id = workshop.send("hi");
        BatchCall call = workshop.onlyCall();
        assertThat(Workshop.event(call))
                .startsWith("{\"Records\":[{\"messageId\":\"" + id + "\",")
                .contains("\"body\":\"hi\"")
                .endsWith("\"awsRegion\":\"us-east-1\"}]}");
        assertThat(Workshop.invocation(call).invokedArn()).isEqualTo(Workshop.functionArn());
        assertThat(Workshop.invocation(call).answered()).isFalse();
        workshop.returns(call, "null");
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @Test
    void what_a_function_fails_comes_back_and_ends_in_the_dead_letter_queue() {
        workshop.createQueue("dead");
        workshop.node()
                .call(
                        SetQueueAttributesRequest.builder()
                                .queueUrl(Workshop.queueUrl("q"))
                                .attributesWithStrings(
                                        Map.of(
                                                "RedrivePolicy",
                                                "{\"deadLetterTargetArn\":\""
                                                        + Workshop.queueArn("dead")
                                                        + "\",\"maxReceiveCount\":1}"))
                                .build());
        workshop.map(Workshop.creation());
        workshop.send("poison");
        workshop.finish(workshop.onlyCall(), new CallOutcome.Failed("Unhandled", "{}", true, null));
        assertThat(workshop.counts()).containsExactly("0", "1");
        workshop.node().advance(Duration.ofSeconds(31));
        assertThat(workshop.calls()).isEmpty();
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @Test
    void a_throttled_batch_is_tried_again() {
        workshop.map(Workshop.creation());
        workshop.send("hi");
        workshop.finish(
                workshop.onlyCall(),
                new CallOutcome.Failed("TooManyRequestsException", "Rate Exceeded.", true, null));
        workshop.node().advance(Duration.ofSeconds(1));
        assertThat(Workshop.event(workshop.onlyCall()))
                .contains("\"ApproximateReceiveCount\":\"1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    null                                                        | 0
                    {}                                                          | 0
                    {"batchItemFailures": null}                                 | 0
                    {"batchItemFailures": []}                                   | 0
                    {"other": [1, {"a": 2}]}                                    | 0
                    {"batchItemFailures": [{"itemIdentifier": "%1$s"}]}         | 1
                    {"batchItemFailures": [{"itemIdentifier": ""}]}             | 3
                    {"batchItemFailures": [{"itemIdentifier": null}]}           | 3
                    {"batchItemFailures": [{"itemIdentifiers": "%1$s"}]}        | 3
                    {"batchItemFailures": [{"itemIdentifier": "unknown"}]}      | 3
                    {"batchItemFailures": ["%1$s"]}                             | 3
                    {"batchItemFailures": "%1$s"}                               | 3
                    "(^_^)"                                                     | 3
                    [1]                                                         | 3
                    {"batchItemFailures"                                        | 3
                    """)
    void a_function_reports_which_messages_it_has_not_handled(String answer, String left) {
        List<String> ids = List.of(workshop.send("1"), workshop.send("2"), workshop.send("3"));
        workshop.map(
                Workshop.creation()
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
        workshop.returns(workshop.onlyCall(), answer.replace("%1$s", ids.get(1)));
        assertThat(workshop.counts()).containsExactly("0", left);
        workshop.node().advance(Duration.ofSeconds(31));
        List<BatchCall> again = workshop.calls();
        int count = again.stream().mapToInt(call -> call.records().size()).sum();
        assertThat(count).isEqualTo(Integer.parseInt(left));
        if (left.equals("1")) {
            assertThat(again.getFirst().records().getFirst().id()).isEqualTo(ids.get(1));
        }
    }

    @Test
    void a_function_that_does_not_report_handles_all_or_none() {
        workshop.map(Workshop.creation());
        String id = workshop.send("1");
        workshop.returns(
                workshop.onlyCall(),
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + id + "\"}]}");
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"body": {"k": ["v"]}}                          | {"k": "v"}        | true
                    {"body": {"k": ["v"]}}                          | {"k": "w"}        | false
                    {"body": {"k": ["v"]}}                          | plain             | false
                    {"body": {"k": [{"exists": false}]}}            | {"a": 1}          | true
                    {"body": {"k": [{"exists": false}]}}            | plain             | false
                    {"body": ["plain"]}                             | plain             | true
                    {"body": ["plain"]}                             | other             | false
                    {"body": ["plain"]}                             | {"plain": 1}      | false
                    {"body": {"n": [{"numeric": [">", 3]}]}}        | {"n": 4}          | true
                    {"body": {"n": [{"numeric": [">", 3]}]}}        | {"n": 3}          | false
                    {"eventSource": ["aws:sqs"]}                    | plain             | true
                    {"eventSource": ["aws:s3"]}                     | {"k": 1}          | false
                    """)
    void a_filter_takes_what_it_matches_and_deletes_the_rest(
            String pattern, String body, boolean taken) {
        workshop.map(Workshop.creation().filterCriteria(filters(pattern)));
        workshop.send(body);
        assertThat(workshop.calls()).hasSize(taken ? 1 : 0);
        assertThat(workshop.counts()).containsExactly("0", taken ? "1" : "0");
    }

    private static FilterCriteria filters(String... patterns) {
        return FilterCriteria.builder()
                .filters(
                        List.of(patterns).stream()
                                .map(pattern -> Filter.builder().pattern(pattern).build())
                                .toList())
                .build();
    }

    @Test
    void one_filter_of_several_suffices() {
        workshop.map(
                Workshop.creation()
                        .filterCriteria(filters("{\"body\":[\"a\"]}", "{\"body\":[\"b\"]}")));
        workshop.send("b");
        assertThat(workshop.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    null
                    simple-string
                    {"eventSource": "aws:sqs"}
                    {"eventSource": []}
                    [1]
                    {"body": ["a"]} x
                    """)
    void a_filter_must_be_a_pattern(String pattern) {
        workshop.refused(
                Workshop.creation().filterCriteria(filters(pattern)).build(),
                INVALID,
                "Invalid filter pattern definition.");
    }

    @Test
    void a_filter_may_not_have_more_ways_to_match_than_can_be_written_out() {
        StringBuilder pattern = new StringBuilder("{");
        for (int i = 0; i < 40; i++) {
            pattern.append(i == 0 ? "" : ",")
                    .append("\"k" + i + "\":{\"$or\":[{\"a\":[1]},{\"b\":[1]}]}");
        }
        workshop.refused(
                Workshop.creation().filterCriteria(filters(pattern + "}")).build(),
                INVALID,
                "Invalid filter pattern definition.");
    }

    @Test
    void a_pair_of_queue_and_function_is_mapped_once() {
        String first = workshop.map(Workshop.creation());
        workshop.refused(
                Workshop.creation().build(),
                "ResourceConflictException",
                "An event source mapping with SQS arn (\" "
                        + Workshop.queueArn("q")
                        + " \") and function (\" f \") already exists. Please update or delete the"
                        + " existing mapping with UUID "
                        + first);
        workshop.createFunction("g", 3);
        workshop.map(Workshop.creation().functionName("g"));
    }

    @Test
    void what_is_said_of_a_mapping_must_fit_its_queue_and_its_function() {
        workshop.createQueue("short", "VisibilityTimeout", "2");
        workshop.createQueue("q.fifo", "FifoQueue", "true");
        refused(
                Workshop.creation().eventSourceArn(Workshop.queueArn("none")),
                "Error occurred while ReceiveMessage. SQS Error Code:"
                        + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The"
                        + " specified queue does not exist.");
        refused(Workshop.creation().functionName("none"), "Function does not exist");
        refused(
                Workshop.creation().eventSourceArn(Workshop.queueArn("short")),
                "Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds");
        refused(
                Workshop.creation().batchSize(11),
                "Maximum batch window in seconds must be greater than 0 if maximum batch size is"
                        + " greater than 10");
        refused(
                Workshop.creation()
                        .eventSourceArn(Workshop.queueArn("q.fifo"))
                        .maximumBatchingWindowInSeconds(1),
                "Batching window is not supported for FIFO queues");
        refused(
                Workshop.creation().startingPosition("LATEST"),
                "StartingPosition is not valid for SQS event sources.");
        refused(
                Workshop.creation().maximumRetryAttempts(1),
                "Unsupported MaximumRetryAttempts parameter for given event source mapping type.");
        refused(
                Workshop.creation().eventSourceArn("arn:aws:s3:::bucket"),
                "Unrecognized event source.");
        refused(
                Workshop.creation()
                        .eventSourceArn("arn:aws:kinesis:us-east-1:000000000000:stream/s"),
                "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
                        + " constraint: Member must not be null.");
        refused(
                Workshop.creation()
                        .eventSourceArn("arn:aws:kinesis:us-east-1:000000000000:stream/s")
                        .startingPosition("LATEST"),
                "Reading from Amazon Kinesis is not built into this server.");
        refused(
                Workshop.creation()
                        .scalingConfig(scaling -> scaling.maximumConcurrency(2))
                        .provisionedPollerConfig(pollers -> pollers.minimumPollers(2)),
                "MaximumConcurrency and ProvisionedPollerConfig cannot both be set.");
    }

    private void refused(CreateEventSourceMappingRequest.Builder request, String message) {
        workshop.refused(request.build(), INVALID, message);
    }

    @Test
    void a_mapping_that_is_disabled_reads_no_more_until_it_is_enabled() {
        String uuid = workshop.map(Workshop.creation());
        workshop.send("1");
        BatchCall call = workshop.onlyCall();
        UpdateEventSourceMappingResponse disabling =
                workshop.node().call(update(uuid).enabled(false).build());
        assertThat(disabling.state()).isEqualTo("Disabling");
        assertThat(workshop.get(uuid).state()).isEqualTo("Disabling");
        workshop.returns(call, "null");
        assertThat(workshop.get(uuid).state()).isEqualTo("Disabled");
        workshop.send("2");
        assertThat(workshop.calls()).isEmpty();
        UpdateEventSourceMappingResponse enabling =
                workshop.node().call(update(uuid).enabled(true).build());
        assertThat(enabling.state()).isEqualTo("Enabling");
        assertThat(workshop.get(uuid).state()).isEqualTo("Enabled");
        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void a_mapping_that_is_created_disabled_reads_nothing() {
        String uuid = workshop.map(Workshop.creation().enabled(false));
        workshop.send("1");
        assertThat(workshop.get(uuid).state()).isEqualTo("Disabled");
        assertThat(workshop.calls()).isEmpty();
    }

    @Test
    void what_an_update_does_not_say_stays() {
        String uuid =
                workshop.map(
                        Workshop.creation()
                                .batchSize(2)
                                .scalingConfig(scaling -> scaling.maximumConcurrency(2))
                                .filterCriteria(filters("{\"body\":[\"1\"]}")));
        UpdateEventSourceMappingResponse updating =
                workshop.node().call(update(uuid).maximumBatchingWindowInSeconds(3).build());
        assertThat(updating.state()).isEqualTo("Updating");
        GetEventSourceMappingResponse shown = workshop.get(uuid);
        assertThat(shown.state()).isEqualTo("Enabled");
        assertThat(shown.batchSize()).isEqualTo(2);
        assertThat(shown.maximumBatchingWindowInSeconds()).isEqualTo(3);
        assertThat(shown.scalingConfig().maximumConcurrency()).isEqualTo(2);
        assertThat(shown.filterCriteria().filters()).hasSize(1);
        workshop.node()
                .call(update(uuid).filterCriteria(filters()).scalingConfig(scaling -> {}).build());
        assertThat(workshop.get(uuid).filterCriteria()).isNull();
        assertThat(workshop.get(uuid).scalingConfig()).isNull();
    }

    @Test
    void a_mapping_can_be_led_to_another_function() {
        workshop.createFunction("g", 3);
        String uuid = workshop.map(Workshop.creation());
        workshop.node().call(update(uuid).functionName("g").build());
        workshop.send("1");
        assertThat(Workshop.invocation(workshop.onlyCall()).function().name()).isEqualTo("g");
    }

    @Test
    void a_deleted_mapping_is_gone_when_its_last_batch_is() {
        String uuid = workshop.map(Workshop.creation());
        workshop.send("1");
        BatchCall call = workshop.onlyCall();
        DeleteEventSourceMappingResponse deleting = workshop.node().call(deletion(uuid));
        assertThat(deleting.state()).isEqualTo("Deleting");
        assertThat(workshop.get(uuid).state()).isEqualTo("Deleting");
        workshop.refused(
                update(uuid).batchSize(1).build(),
                "ResourceInUseException",
                "Cannot update the event source mapping because it is in use.");
        workshop.returns(call, "null");
        String gone = "The resource you requested does not exist.";
        workshop.refused(
                GetEventSourceMappingRequest.builder().uuid(uuid).build(),
                "ResourceNotFoundException",
                gone);
        workshop.refused(deletion(uuid), "ResourceNotFoundException", gone);
        workshop.refused(update(uuid).build(), "ResourceNotFoundException", gone);
        workshop.map(Workshop.creation());
    }

    @Test
    void a_mapping_outlives_a_restart_and_goes_on() {
        String uuid = workshop.map(Workshop.creation().tags(Map.of("a", "1")));
        String deleting = deletingMapping();
        workshop.node().killAndRestart();
        assertThat(workshop.get(uuid).state()).isEqualTo("Enabled");
        workshop.refused(
                GetEventSourceMappingRequest.builder().uuid(deleting).build(),
                "ResourceNotFoundException",
                "The resource you requested does not exist.");
        workshop.send("1");
        assertThat(workshop.calls()).extracting(call -> call.records().size()).contains(1);
    }

    /** One whose last batch is never answered. */
    private String deletingMapping() {
        workshop.createFunction("h", 3);
        workshop.createQueue("r");
        String uuid =
                workshop.map(
                        Workshop.creation()
                                .functionName("h")
                                .eventSourceArn(Workshop.queueArn("r")));
        workshop.node()
                .call(
                        SendMessageRequest.builder()
                                .queueUrl(Workshop.queueUrl("r"))
                                .messageBody("x")
                                .build());
        workshop.node().call(deletion(uuid));
        return uuid;
    }

    @Test
    void while_its_function_is_gone_a_mapping_leaves_the_queue_alone() {
        workshop.map(Workshop.creation());
        workshop.node()
                .call(DeleteFunctionRequest.builder().functionName(Workshop.FUNCTION).build());
        workshop.send("1");
        assertThat(workshop.calls()).isEmpty();
        assertThat(workshop.counts()).containsExactly("1", "0");
        workshop.createFunction(Workshop.FUNCTION, 3);
        workshop.node().advance(Duration.ofSeconds(6));
        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void a_message_that_has_been_through_the_function_too_often_is_left() {
        workshop.map(Workshop.creation());
        String header = null;
        for (int hop = 1; hop <= 17; hop++) {
            workshop.send(
                    SendMessageRequest.builder()
                            .messageBody("hop " + hop)
                            .messageSystemAttributesWithStrings(header(header)));
            List<BatchCall> calls = workshop.calls();
            assertThat(calls).as("hop %s", hop).hasSize(hop <= 16 ? 1 : 0);
            if (hop <= 16) {
                header = Workshop.invocation(calls.getFirst()).traceHeader();
                workshop.returns(calls.getFirst(), "null");
            }
        }
        assertThat(workshop.counts()).containsExactly("0", "1");
    }

    private static Map<String, MessageSystemAttributeValue> header(@Nullable String header) {
        return header == null
                ? Map.of()
                : Map.of(
                        "AWSTraceHeader",
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(header)
                                .build());
    }

    @Test
    void mappings_are_listed_by_page_by_queue_and_by_function() {
        workshop.createFunction("g", 3);
        workshop.createQueue("r");
        String fq = workshop.map(Workshop.creation());
        String gq = workshop.map(Workshop.creation().functionName("g"));
        String gr =
                workshop.map(
                        Workshop.creation()
                                .functionName("g")
                                .eventSourceArn(Workshop.queueArn("r")));
        assertThat(list(any -> {})).containsExactlyInAnyOrder(fq, gq, gr);
        assertThat(list(request -> request.functionName("g"))).containsExactlyInAnyOrder(gq, gr);
        assertThat(list(request -> request.eventSourceArn(Workshop.queueArn("q"))))
                .containsExactlyInAnyOrder(fq, gq);
        ListEventSourceMappingsResponse first =
                workshop.node().call(ListEventSourceMappingsRequest.builder().maxItems(2).build());
        assertThat(first.eventSourceMappings()).hasSize(2);
        assertThat(list(request -> request.marker(first.nextMarker()))).hasSize(1);
    }

    private List<String> list(Consumer<ListEventSourceMappingsRequest.Builder> more) {
        ListEventSourceMappingsRequest.Builder request = ListEventSourceMappingsRequest.builder();
        more.accept(request);
        ListEventSourceMappingsResponse response = workshop.node().call(request.build());
        return response.eventSourceMappings().stream()
                .map(EventSourceMappingConfiguration::uuid)
                .toList();
    }

    @Test
    void a_mapping_has_tags() {
        String uuid = workshop.map(Workshop.creation().tags(Map.of("a", "1")));
        String arn = workshop.get(uuid).eventSourceMappingArn();
        workshop.node()
                .call(TagResourceRequest.builder().resource(arn).tags(Map.of("b", "2")).build());
        workshop.node().call(UntagResourceRequest.builder().resource(arn).tagKeys("a").build());
        ListTagsResponse tags =
                workshop.node().call(ListTagsRequest.builder().resource(arn).build());
        assertThat(tags.tags()).containsExactly(Map.entry("b", "2"));
    }
}
