package dev.antiphon.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.SourceRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;

/** How many batches a mapping has under way, and what it reads for whom. */
class MappingReadingTest {
    private static final CallOutcome FULL =
            new CallOutcome.Failed("TooManyRequestsException", "Rate Exceeded.", true, null);
    private static final CallOutcome TIMED_OUT =
            new CallOutcome.Failed(
                    "Unhandled",
                    "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"Task timed out after 3.00"
                            + " seconds\"}",
                    true,
                    null);

    private final Workshop workshop = new Workshop();

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            workshop.send("message " + i);
        }
    }

    private void advance(long seconds) {
        workshop.node().advance(Duration.ofSeconds(seconds));
    }

    private static Set<String> ids(List<BatchCall> calls) {
        Set<String> ids = new HashSet<>();
        for (BatchCall call : calls) {
            for (SourceRecord record : call.records()) {
                assertThat(ids.add(record.id())).isTrue();
            }
        }
        return ids;
    }

    @Test
    void five_batches_are_under_way_at_first_and_more_if_there_is_more_to_do() {
        send(200);
        workshop.map(Workshop.creation().batchSize(1));
        assertThat(workshop.calls()).hasSize(5);
        advance(2);
        assertThat(workshop.calls()).hasSize(10);
        advance(10);
        assertThat(workshop.calls()).hasSize(50);
    }

    @Test
    void what_grew_under_load_begins_with_five_again_after_a_minute_of_rest() {
        send(20);
        workshop.map(Workshop.creation().batchSize(1));
        advance(5);
        workshop.calls().forEach(call -> workshop.returns(call, "null"));
        workshop.calls().forEach(call -> workshop.returns(call, "null"));
        assertThat(workshop.counts()).containsExactly("0", "0");
        advance(120);
        send(100);

        assertThat(workshop.calls()).hasSizeBetween(5, 6);
    }

    @Test
    void no_more_batches_are_under_way_than_its_concurrency_allows() {
        send(30);
        String uuid =
                workshop.map(
                        Workshop.creation()
                                .batchSize(1)
                                .scalingConfig(scaling -> scaling.maximumConcurrency(2)));
        List<BatchCall> first = workshop.calls();
        assertThat(first).hasSize(2);
        advance(20);
        assertThat(workshop.calls()).isEmpty();
        workshop.node()
                .call(
                        UpdateEventSourceMappingRequest.builder()
                                .uuid(uuid)
                                .scalingConfig(scaling -> scaling.maximumConcurrency(3))
                                .build());
        advance(1);

        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void provisioned_pollers_have_ten_batches_each_from_the_start() {
        send(60);
        String uuid =
                workshop.map(
                        Workshop.creation()
                                .batchSize(1)
                                .provisionedPollerConfig(
                                        pollers -> pollers.minimumPollers(2).maximumPollers(3)));
        assertThat(workshop.calls()).hasSize(20);
        advance(20);

        assertThat(workshop.calls()).hasSize(10);
        assertThat(workshop.get(uuid).provisionedPollerConfig().minimumPollers()).isEqualTo(2);
        assertThat(workshop.get(uuid).provisionedPollerConfig().maximumPollers()).isEqualTo(3);
    }

    @Test
    void two_mappings_of_a_queue_share_its_messages() {
        workshop.createFunction("g", 3);
        workshop.map(Workshop.creation());
        workshop.map(Workshop.creation().functionName("g"));
        send(40);
        List<BatchCall> calls = workshop.calls();

        assertThat(ids(calls)).hasSizeLessThanOrEqualTo(40);
        assertThat(calls)
                .extracting(call -> Workshop.invocation(call).function().name())
                .contains("f", "g");
        calls.forEach(call -> workshop.returns(call, "null"));
        workshop.calls().forEach(call -> workshop.returns(call, "null"));
        workshop.calls().forEach(call -> workshop.returns(call, "null"));
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @Test
    void a_mapping_of_an_alias_calls_the_version_that_it_means_now() {
        String first = publish("one");
        workshop.node()
                .call(
                        CreateAliasRequest.builder()
                                .functionName(Workshop.FUNCTION)
                                .name("live")
                                .functionVersion(first)
                                .build());
        workshop.map(Workshop.creation().functionName(Workshop.FUNCTION + ":live"));
        workshop.send("1");
        BatchCall call = workshop.onlyCall();
        assertThat(Workshop.invocation(call).function().version()).isEqualTo(first);
        assertThat(Workshop.invocation(call).invokedArn())
                .isEqualTo(Workshop.functionArn() + ":live");
        String second = publish("two");
        workshop.node()
                .call(
                        UpdateAliasRequest.builder()
                                .functionName(Workshop.FUNCTION)
                                .name("live")
                                .functionVersion(second)
                                .build());
        workshop.send("2");

        assertThat(Workshop.invocation(workshop.onlyCall()).function().version()).isEqualTo(second);
    }

    private String publish(String description) {
        workshop.node()
                .call(
                        UpdateFunctionConfigurationRequest.builder()
                                .functionName(Workshop.FUNCTION)
                                .description(description)
                                .build());
        PublishVersionResponse published =
                workshop.node()
                        .call(
                                PublishVersionRequest.builder()
                                        .functionName(Workshop.FUNCTION)
                                        .build());
        return published.version();
    }

    @Test
    void a_mapping_outlives_its_queue_and_reads_the_next_of_that_name() {
        String uuid = workshop.map(Workshop.creation());
        workshop.node().call(DeleteQueueRequest.builder().queueUrl(Workshop.queueUrl("q")).build());
        advance(120);
        assertThat(workshop.get(uuid).state()).isEqualTo("Enabled");
        workshop.createQueue("q", "VisibilityTimeout", "30");
        advance(6);
        workshop.send("1");

        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void what_a_function_takes_too_long_for_comes_back_in_its_time() {
        workshop.map(Workshop.creation());
        workshop.send("1");
        workshop.finish(workshop.onlyCall(), TIMED_OUT);
        assertThat(workshop.counts()).containsExactly("0", "1");
        advance(29);
        assertThat(workshop.calls()).isEmpty();
        advance(2);

        assertThat(Workshop.event(workshop.onlyCall()))
                .contains("\"ApproximateReceiveCount\":\"2\"");
    }

    /** As with a reserved concurrency of 0, which is how functions are stopped in a hurry. */
    @Test
    void while_there_is_no_room_for_calls_few_messages_are_used_up() {
        workshop.createQueue("dead");
        workshop.createQueue("many", "VisibilityTimeout", "30", "RedrivePolicy", redrive(3));
        workshop.map(Workshop.creation().eventSourceArn(Workshop.queueArn("many")));
        int calls = 0;
        for (int i = 0; i < 1_000; i++) {
            workshop.sendTo("many", "message " + i);
        }
        for (int second = 0; second < 600; second++) {
            List<BatchCall> now = workshop.calls();
            calls += now.size();
            now.forEach(call -> workshop.finish(call, FULL));
            advance(1);
        }

        assertThat(calls).isBetween(60, 300);
        int dead = total(workshop.counts("dead"));
        assertThat(dead).isLessThan(100); // those that it has tried, as on AWS
        assertThat(total(workshop.counts("many")) + dead).isEqualTo(1_000);
    }

    private static String redrive(int receives) {
        return "{\"maxReceiveCount\":"
                + receives
                + ",\"deadLetterTargetArn\":\""
                + Workshop.queueArn("dead")
                + "\"}";
    }

    private static int total(List<String> counts) {
        return counts.stream().mapToInt(Integer::parseInt).sum();
    }
}
