package dev.antiphon.demo;

import static dev.antiphon.demo.Orders.invoiced;
import static dev.antiphon.demo.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

class TopicTest {

    @Test
    void answers_are_matched_with_their_letters_by_id() {
        FakeSns sns =
                new FakeSns(
                        PublishBatchResponse.builder()
                                .successful(
                                        PublishBatchResultEntry.builder()
                                                .id("2")
                                                .messageId("m-3")
                                                .build())
                                .failed(failure("0", false), failure("1", true))
                                .build());
        List<Outbox.Answer> answers =
                new Topic(sns, "releases")
                        .send(
                                List.of(
                                        Release.of(order("o-1")),
                                        Release.of(order("o-2")),
                                        Release.of(invoiced("o-3"))));
        assertThat(answers)
                .containsExactly(
                        new Outbox.Answer.Later(),
                        new Outbox.Answer.Rejected("Code: message"),
                        new Outbox.Answer.Accepted("m-3"));
    }

    @Test
    void subscribers_can_filter_by_partner_and_payment() {
        FakeSns sns = new FakeSns(PublishBatchResponse.builder().build());
        new Topic(sns, "releases").send(List.of(Release.of(invoiced("o-1"))));
        PublishBatchRequestEntry entry = sns.entries.getFirst();
        assertThat(entry.messageGroupId()).isEqualTo("velo");
        assertThat(entry.messageAttributes())
                .containsEntry("partner", attribute("velo"))
                .containsEntry("payment", attribute("invoice"));
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static BatchResultErrorEntry failure(String id, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(senderFault)
                .code("Code")
                .message("message")
                .build();
    }

    private static final class FakeSns implements SnsClient {
        final List<PublishBatchRequestEntry> entries = new ArrayList<>();
        private final PublishBatchResponse response;

        FakeSns(PublishBatchResponse response) {
            this.response = response;
        }

        @Override
        public PublishBatchResponse publishBatch(PublishBatchRequest request) {
            entries.addAll(request.publishBatchRequestEntries());
            return response;
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
