package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.testkit.TestNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/** Someone with queues, on a node of their own. */
final class Account {
    static final String ID = "000000000000";
    static final String REGION = "us-east-1";

    private final TestNode node = TestNode.of(new SqsService());

    TestNode node() {
        return node;
    }

    void callFrom(String account, String region) {
        Caller caller = TestNode.CALLER;
        node.callAs(
                new Caller(
                        account,
                        region,
                        caller.accessKeyId(),
                        caller.endpoint(),
                        caller.requestId(),
                        null));
    }

    /** Attributes from pairs of name and value. */
    static Map<String, String> attributes(String... pairs) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i], pairs[i + 1]);
        }
        return attributes;
    }

    static CreateQueueRequest creation(String name, String... attributes) {
        return CreateQueueRequest.builder()
                .queueName(name)
                .attributesWithStrings(attributes(attributes))
                .build();
    }

    /** Creates a queue; its URL. */
    String create(String name, String... attributes) {
        CreateQueueResponse response = node.call(creation(name, attributes));
        return response.queueUrl();
    }

    void delete(String url) {
        node.call(DeleteQueueRequest.builder().queueUrl(url).build());
    }

    static SetQueueAttributesRequest change(String url, String... attributes) {
        return SetQueueAttributesRequest.builder()
                .queueUrl(url)
                .attributesWithStrings(attributes(attributes))
                .build();
    }

    void set(String url, String... attributes) {
        node.call(change(url, attributes));
    }

    Map<String, String> get(String url, String... names) {
        GetQueueAttributesResponse response =
                node.call(
                        GetQueueAttributesRequest.builder()
                                .queueUrl(url)
                                .attributeNamesWithStrings(names)
                                .build());
        return response.attributesAsStrings();
    }

    static String arn(String name) {
        return "arn:aws:sqs:" + REGION + ":" + ID + ":" + name;
    }

    static String redrive(String deadLetterQueue, int count) {
        return "{\"deadLetterTargetArn\":\""
                + arn(deadLetterQueue)
                + "\",\"maxReceiveCount\":"
                + count
                + "}";
    }

    void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }
}
