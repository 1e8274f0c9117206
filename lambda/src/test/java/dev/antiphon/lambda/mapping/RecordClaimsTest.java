package dev.antiphon.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Trace;
import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/** Mappings whose tags ask for their function to succeed once per key. */
class RecordClaimsTest {
    private static final CallOutcome FAILED = new CallOutcome.Failed("Unhandled", "{}", true, null);

    private final Workshop workshop = new Workshop();

    private String map(Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(more);
        tags.put(Idempotency.KEY, "order-id");
        return workshop.map(
                Workshop.creation()
                        .tags(tags)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    }

    private static List<String> ids(BatchCall call) {
        return call.records().stream().map(SourceRecord::id).toList();
    }

    private static String order(String id, int attempt) {
        return "{\"attempt\":" + attempt + ",\"order-id\":\"" + id + "\"}";
    }

    private void advance(long seconds) {
        workshop.node().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void a_duplicate_of_what_was_done_is_done_without_a_call() {
        map(Map.of());
        workshop.send(order("a", 1));
        workshop.returns(workshop.onlyCall(), "");
        workshop.send(order("a", 2));

        assertThat(workshop.node().takeEffects()).contains(Finding.DUPLICATE);
        assertThat(workshop.counts()).containsExactly("0", "0");
        workshop.send(order("b", 1));
        assertThat(Workshop.event(workshop.onlyCall())).contains("\\\"b\\\"");
    }

    @Test
    void what_was_done_is_forgotten_when_the_window_is_over() {
        map(Map.of(Idempotency.WINDOW, "60"));
        workshop.send(order("a", 1));
        workshop.returns(workshop.onlyCall(), "");
        advance(59);
        workshop.send(order("a", 2));
        assertThat(workshop.calls()).isEmpty();

        advance(1);
        assertThat(workshop.rows(RecordClaims.DONE)).isZero();
        workshop.send(order("a", 3));
        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void a_duplicate_of_what_is_under_way_is_done_with_it() {
        map(Map.of());
        workshop.send(order("a", 1));
        BatchCall first = workshop.onlyCall();
        workshop.send(order("a", 2));
        workshop.send(order("a", 3));
        assertThat(workshop.calls()).isEmpty();
        assertThat(workshop.counts()).containsExactly("0", "3");

        workshop.returns(first, "");

        assertThat(workshop.counts()).containsExactly("0", "0");
        assertThat(workshop.calls()).isEmpty();
    }

    @Test
    void a_duplicate_takes_its_turn_when_what_was_under_way_has_failed() {
        map(Map.of());
        workshop.send(order("a", 1));
        BatchCall first = workshop.onlyCall();
        advance(20);
        String second = workshop.send(order("a", 2));
        String third = workshop.send(order("a", 3));
        workshop.finish(first, FAILED);

        BatchCall again = workshop.onlyCall();
        assertThat(ids(again)).containsExactly(second);
        advance(29); // it is kept from others from now on, not from when it was received
        assertThat(workshop.calls()).isEmpty();
        workshop.returns(again, "");
        assertThat(third).isNotEmpty();
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @Test
    void what_waits_is_given_back_when_the_mapping_is_disabled() {
        String uuid = map(Map.of());
        workshop.send(order("a", 1));
        workshop.send(order("a", 2));
        workshop.node()
                .call(UpdateEventSourceMappingRequest.builder().uuid(uuid).enabled(false).build());

        assertThat(workshop.counts()).containsExactly("1", "1");
    }

    @Test
    void a_duplicate_whose_first_is_lost_comes_back_by_itself() {
        map(Map.of());
        String first = workshop.send(order("a", 1));
        workshop.onlyCall();
        advance(10);
        workshop.send(order("a", 2));
        advance(20);
        BatchCall again = workshop.onlyCall();
        assertThat(ids(again)).containsExactly(first);
        advance(10); // the duplicate is received a second time, and waits again
        workshop.returns(again, "");

        assertThat(workshop.counts()).containsExactly("0", "0");
        assertThat(workshop.calls()).isEmpty();
    }

    private void mapGroups() {
        workshop.createQueue("q.fifo", "FifoQueue", "true", "VisibilityTimeout", "30");
        workshop.map(
                Workshop.creation()
                        .eventSourceArn(Workshop.queueArn("q.fifo"))
                        .tags(Map.of(Idempotency.KEY, "order-id"))
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    }

    /** Sends messages to a group so that they are received together. */
    private List<String> sendToGroup(String group, String... orders) {
        SendMessageBatchResponse sent =
                workshop.node()
                        .call(
                                SendMessageBatchRequest.builder()
                                        .queueUrl(Workshop.queueUrl("q.fifo"))
                                        .entries(
                                                IntStream.range(0, orders.length)
                                                        .mapToObj(i -> entry(group, orders[i], i))
                                                        .toList())
                                        .build());
        return sent.successful().stream().map(SendMessageBatchResultEntry::messageId).toList();
    }

    private static SendMessageBatchRequestEntry entry(String group, String order, int number) {
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .messageBody(order)
                .messageGroupId(group)
                .messageDeduplicationId(group + order.hashCode())
                .build();
    }

    @Test
    void a_duplicate_of_what_was_done_does_not_hold_its_group() {
        mapGroups();
        sendToGroup("g", order("a", 1));
        workshop.returns(workshop.onlyCall(), "");
        List<String> ids = sendToGroup("g", order("a", 2), order("b", 1));

        BatchCall call = workshop.onlyCall();
        assertThat(ids(call)).containsExactly(ids.get(1));
        workshop.returns(call, "");
        sendToGroup("g", order("c", 1));
        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void a_duplicate_in_a_batch_holds_its_group_no_longer_than_the_call() {
        mapGroups();
        List<String> ids = sendToGroup("g", order("a", 1), order("a", 2), order("b", 1));
        BatchCall first = workshop.onlyCall();
        assertThat(ids(first)).containsExactly(ids.get(0));
        workshop.returns(first, "");

        BatchCall second = workshop.onlyCall();
        assertThat(ids(second)).containsExactly(ids.get(2));
        workshop.returns(second, "");
        sendToGroup("g", order("c", 1));
        assertThat(workshop.calls()).hasSize(1);
    }

    @Test
    void a_group_waits_with_its_duplicate_for_another_group_and_keeps_its_order() {
        mapGroups();
        sendToGroup("g", order("a", 1));
        BatchCall first = workshop.onlyCall();
        List<String> ids = sendToGroup("h", order("a", 2), order("b", 1), order("c", 1));
        assertThat(workshop.calls()).isEmpty();
        sendToGroup("i", order("d", 1));
        assertThat(workshop.calls()).hasSize(1);

        workshop.finish(first, FAILED);
        assertThat(ids(workshop.onlyCall())).containsExactlyElementsOf(ids);
    }

    /** Found by the simulation, seed 31. */
    @Test
    void what_is_behind_a_duplicate_waits_for_what_is_before_it_too() {
        mapGroups();
        sendToGroup("g", order("a", 1));
        BatchCall a = workshop.onlyCall();
        List<String> ids = sendToGroup("h", order("b", 1), order("a", 2), order("c", 1));
        BatchCall b = workshop.onlyCall();
        assertThat(ids(b)).containsExactly(ids.get(0));
        workshop.returns(a, "");
        assertThat(workshop.calls()).isEmpty();
        workshop.returns(b, "");

        assertThat(ids(workshop.onlyCall())).containsExactly(ids.get(2));
    }

    @Test
    void nothing_of_a_group_overtakes_what_has_failed() {
        mapGroups();
        List<String> ids =
                sendToGroup("g", order("a", 1), order("b", 1), order("b", 2), order("c", 1));
        workshop.finish(workshop.onlyCall(), FAILED);
        assertThat(workshop.calls()).isEmpty();
        advance(31);

        BatchCall again = workshop.onlyCall();
        assertThat(ids(again)).containsExactly(ids.get(0), ids.get(1));
        workshop.returns(again, "");
        assertThat(ids(workshop.onlyCall())).containsExactly(ids.get(3));
    }

    @Test
    void of_two_records_of_a_batch_with_the_same_key_the_first_is_handed_out() {
        String uuid = map(Map.of());
        workshop.node()
                .call(
                        UpdateEventSourceMappingRequest.builder()
                                .uuid(uuid)
                                .maximumBatchingWindowInSeconds(5)
                                .build());
        String first = workshop.send(order("a", 1));
        workshop.send(order("a", 2));
        String other = workshop.send(order("b", 1));
        advance(6);

        assertThat(ids(workshop.onlyCall())).containsExactly(first, other);
    }

    @Test
    void a_key_is_free_again_when_its_record_has_failed() {
        map(Map.of());
        workshop.send(order("a", 1));
        workshop.finish(workshop.onlyCall(), FAILED);
        String second = workshop.send(order("a", 2));

        assertThat(ids(workshop.onlyCall())).containsExactly(second);
        assertThat(workshop.rows(RecordClaims.DONE)).isZero();
    }

    @Test
    void a_record_that_comes_back_takes_its_claim_over() {
        map(Map.of());
        String id = workshop.send(order("a", 1));
        BatchCall lost = workshop.onlyCall();
        advance(31);
        BatchCall again = workshop.onlyCall();
        assertThat(ids(again)).containsExactly(id);

        workshop.finish(lost, FAILED); // too late: it is with the function again
        workshop.send(order("a", 2));
        assertThat(workshop.calls()).isEmpty();
        workshop.returns(again, "");
        advance(31);
        assertThat(workshop.calls()).isEmpty();
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @Test
    void a_success_that_is_known_late_still_counts() {
        map(Map.of());
        workshop.send(order("a", 1));
        BatchCall first = workshop.onlyCall();
        advance(31);
        BatchCall again = workshop.onlyCall();
        workshop.returns(first, "");
        workshop.finish(again, FAILED);
        advance(31);

        assertThat(workshop.calls()).isEmpty();
        assertThat(workshop.counts()).containsExactly("0", "0");
    }

    @Test
    void records_that_a_function_reports_as_failed_keep_nobody_away() {
        map(Map.of());
        String failed = workshop.send(order("a", 1));
        workshop.returns(
                workshop.onlyCall(),
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + failed + "\"}]}");
        advance(31);

        assertThat(ids(workshop.onlyCall())).containsExactly(failed);
    }

    @Test
    void a_claim_that_nothing_has_become_of_lapses() {
        map(Map.of());
        workshop.send(order("a", 1));
        workshop.node().call(PurgeQueueRequest.builder().queueUrl(Workshop.queueUrl("q")).build());
        workshop.calls();
        assertThat(workshop.rows(RecordClaims.CLAIMS)).isEqualTo(1);
        advance(31);

        assertThat(workshop.rows(RecordClaims.CLAIMS)).isZero();
    }

    @Test
    void without_a_key_a_record_is_handed_out_and_counted() {
        map(Map.of());
        workshop.send("no JSON");
        assertThat(workshop.node().takeEffects())
                .contains(Finding.KEYLESS)
                .anyMatch(BatchCall.class::isInstance);
    }

    @Test
    void without_a_required_key_a_record_ends_in_the_dead_letter_queue_and_it_is_told_why() {
        String uuid = map(Map.of(Idempotency.REQUIRED, "true"));
        workshop.createQueue("dead");
        workshop.node()
                .call(
                        SetQueueAttributesRequest.builder()
                                .queueUrl(Workshop.queueUrl("q"))
                                .attributesWithStrings(
                                        Map.of(
                                                "RedrivePolicy",
                                                "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\""
                                                        + Workshop.queueArn("dead")
                                                        + "\"}"))
                                .build());
        assertThat(workshop.get(uuid).lastProcessingResult()).isNull();
        String id = workshop.send("{}");
        String reason =
                "NO_IDEMPOTENCY_KEY: The message has nothing at order-id, which the tags of the"
                        + " event source mapping require.";
        assertThat(workshop.node().takeEffects())
                .contains(Finding.REFUSED)
                .anyMatch(effect ->
                        effect instanceof Trace.Attempted attempted
                                && attempted.id().equals(id)
                                && reason.equals(attempted.error()))
                .noneMatch(BatchCall.class::isInstance);
        assertThat(workshop.get(uuid).lastProcessingResult()).isEqualTo("PROBLEM: " + reason);
        advance(31);

        assertThat(workshop.counts()).containsExactly("0", "0");
        workshop.send(order("a", 1));
        workshop.returns(workshop.onlyCall(), "");
        assertThat(workshop.get(uuid).lastProcessingResult()).isNull();
    }

    @Test
    void what_was_done_and_what_is_under_way_survive_a_crash() {
        map(Map.of());
        workshop.send(order("a", 1));
        workshop.returns(workshop.onlyCall(), "");
        String second = workshop.send(order("b", 1));
        workshop.calls();
        workshop.node().killAndRestart();
        workshop.send(order("a", 2));
        workshop.send(order("b", 2));
        assertThat(workshop.calls()).isEmpty();

        advance(31);
        assertThat(workshop.calls()).flatExtracting(RecordClaimsTest::ids).contains(second);
    }

    @Test
    void tags_that_ask_for_what_cannot_be_had_are_refused() {
        Map<String, String> wrong = Map.of(Idempotency.WINDOW, "soon");
        String text =
                "The tag antiphon:idempotency-window must be a number of seconds from 1 to"
                        + " 31536000, not 'soon'.";
        workshop.refused(
                Workshop.creation().tags(wrong).build(), "InvalidParameterValueException", text);
        String arn = workshop.get(map(Map.of())).eventSourceMappingArn();
        workshop.refused(
                TagResourceRequest.builder().resource(arn).tags(wrong).build(),
                "InvalidParameterValueException",
                text);
    }
}
