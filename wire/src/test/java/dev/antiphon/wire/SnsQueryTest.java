package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;

/** SNS over AWS Query, as the SDK for Java 2 speaks it. */
final class SnsQueryTest {
    @Test
    void query_carries_the_maps_and_lists_of_sns() {
        SubscribeRequest asked =
                SubscribeRequest.builder()
                        .topicArn("arn:aws:sns:us-east-1:0:t")
                        .protocol("sqs")
                        .attributes(Map.of("RawMessageDelivery", "true", "FilterPolicy", "{}"))
                        .returnSubscriptionArn(true)
                        .build();
        SubscribeResponse answer = SubscribeResponse.builder().subscriptionArn("arn").build();
        Loop loop = Loop.answering("sns", answer);
        try (SnsClient sns = loop.client(SnsClient.builder())) {
            assertThat(sns.subscribe(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
    }

    @Test
    void query_carries_batches_with_attributes() {
        PublishBatchRequest asked =
                PublishBatchRequest.builder()
                        .topicArn("arn")
                        .publishBatchRequestEntries(
                                PublishBatchRequestEntry.builder()
                                        .id("1")
                                        .message("a=b&c")
                                        .messageAttributes(
                                                Map.of(
                                                        "k",
                                                        MessageAttributeValue.builder()
                                                                .dataType("Binary")
                                                                .binaryValue(
                                                                        SdkBytes.fromUtf8String(
                                                                                "\u00fc"))
                                                                .build()))
                                        .build())
                        .build();
        PublishBatchResponse answer =
                PublishBatchResponse.builder()
                        .successful(
                                PublishBatchResultEntry.builder().id("1").messageId("m").build())
                        .failed(List.of())
                        .build();
        Loop loop = Loop.answering("sns", answer);
        try (SnsClient sns = loop.client(SnsClient.builder())) {
            assertThat(sns.publishBatch(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
    }

    @Test
    void query_answers_with_maps_and_with_codes() {
        GetTopicAttributesResponse answer =
                GetTopicAttributesResponse.builder()
                        .attributes(Map.of("Policy", "{\"a\":\"<b>\"}", "Owner", "0"))
                        .build();
        Loop loop = Loop.answering("sns", answer);
        try (SnsClient sns = loop.client(SnsClient.builder())) {
            assertThat(sns.getTopicAttributes(g -> g.topicArn("arn")).equalsBySdkFields(answer))
                    .isTrue();
        }
        Loop failing = Loop.failing("sns", "NotFoundException");
        try (SnsClient sns = failing.client(SnsClient.builder())) {
            assertThatThrownBy(() -> sns.getTopicAttributes(g -> g.topicArn("arn")))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(failing.answer().status()).isEqualTo(404);
        assertThat(failing.body())
                .contains("<Code>NotFound</Code><Message>there is none</Message></Error>");
    }
}
