package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.GetDataProtectionPolicyRequest;
import software.amazon.awssdk.services.sns.model.GetDataProtectionPolicyResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PutDataProtectionPolicyRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;

class TopicTest {
    private final World world = new World();

    private static SetTopicAttributesRequest set(String topic, String name, String value) {
        return SetTopicAttributesRequest.builder()
                .topicArn(topic)
                .attributeName(name)
                .attributeValue(value)
                .build();
    }

    @Test
    void attributes_are_kept_and_told() {
        String topic = world.topic("t", "DisplayName", "News", "SignatureVersion", "2");
        world.setTopic(topic, "SQSSuccessFeedbackSampleRate", "50");
        world.setTopic(topic, "TracingConfig", "Active");
        world.node().crashAndRestart();
        assertThat(world.topicAttributes(topic))
                .containsEntry("DisplayName", "News")
                .containsEntry("SignatureVersion", "2")
                .containsEntry("SQSSuccessFeedbackSampleRate", "50")
                .containsEntry("TracingConfig", "Active")
                .containsEntry("SubscriptionsConfirmed", "0")
                .doesNotContainKey("FifoTopic");
        world.setTopic(topic, "TracingConfig", "PassThrough");
        assertThat(world.topicAttributes(topic)).containsEntry("TracingConfig", "PassThrough");
    }

    @Test
    void attributes_that_break_a_rule_are_refused() {
        String topic = world.topic("t");
        for (List<String> line :
                Cases.of(
                        """
                        Nonsense                     | x     | AttributeName
                        FifoTopic                    | true  | AttributeName
                        ContentBasedDeduplication    | true  | Attributes Reason: ContentBasedDeduplication can only be set on FIFO topics
                        SignatureVersion             | 3     | SignatureVersion Reason: Invalid value [3]. Please use either 1 or 2
                        MaximumMessageSize           | 1023  | MaximumMessageSize Reason: must be a number between 1024 and 1048576
                        SQSSuccessFeedbackSampleRate | 101   | SQSSuccessFeedbackSampleRate Reason: must be a number between 0 and 100
                        Policy                       | {}    | Policy Error: null
                        DeliveryPolicy               | {}    | DeliveryPolicy Reason: must be a JSON object with the member http
                        """)) {
            world.invalid(set(topic, line.get(0), line.get(1)), line.get(2));
        }
        world.invalid(
                CreateTopicRequest.builder().name("u").attributes(Map.of("X", "y")).build(),
                "Attributes Reason: Unknown attribute X");
    }

    @Test
    void subscriptions_are_counted() {
        String topic = world.topic("t");
        String one = world.subscribe(topic, "sqs", world.queue("q"));
        world.subscribe(topic, "http", "http://example.com/");
        assertThat(world.topicAttributes(topic))
                .containsEntry("SubscriptionsConfirmed", "1")
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsDeleted", "0");
        world.node().call(UnsubscribeRequest.builder().subscriptionArn(one).build());
        assertThat(world.topicAttributes(topic))
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsEntry("SubscriptionsDeleted", "1");
    }

    @Test
    void a_deleted_topic_takes_its_subscriptions_along() {
        String topic = world.topic("t");
        String queue = world.queue("q");
        world.subscribe(topic, "sqs", queue);
        world.node().call(DeleteTopicRequest.builder().topicArn(topic).build());
        world.refused(
                GetTopicAttributesRequest.builder().topicArn(topic).build(),
                "NotFoundException",
                "Topic does not exist");
        ListSubscriptionsResponse left =
                world.node().call(ListSubscriptionsRequest.builder().build());
        assertThat(left.subscriptions()).isEmpty();
        world.topic("t");
        world.publish(topic, "to nobody");
        assertThat(world.receive(queue)).isEmpty();
    }

    @Test
    void listings_have_pages_of_a_hundred() {
        List<String> all = new ArrayList<>();
        String last = world.topic("many-000");
        for (int i = 0; i < 250; i++) {
            all.add(world.topic("t-%03d".formatted(i)));
        }
        String queue = world.queue("q");
        all.forEach(topic -> world.subscribe(topic, "sqs", queue));
        world.subscribe(last, "sqs", queue);
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            ListTopicsResponse page =
                    world.node().call(ListTopicsRequest.builder().nextToken(token).build());
            assertThat(page.topics()).hasSizeLessThanOrEqualTo(100);
            page.topics().forEach(each -> listed.add(each.topicArn()));
            token = page.nextToken();
        } while (token != null);
        assertThat(listed).containsAll(all).hasSize(251).doesNotHaveDuplicates();
        List<String> subscribed = new ArrayList<>();
        do {
            ListSubscriptionsResponse page =
                    world.node().call(ListSubscriptionsRequest.builder().nextToken(token).build());
            page.subscriptions().forEach(each -> subscribed.add(each.topicArn()));
            token = page.nextToken();
        } while (token != null);
        assertThat(subscribed).containsExactlyInAnyOrderElementsOf(listed);
        world.invalid(ListTopicsRequest.builder().nextToken("??").build(), "NextToken");
    }

    @Test
    void permissions_are_statements_of_the_policy() {
        String topic = world.topic("t");
        world.node()
                .call(
                        AddPermissionRequest.builder()
                                .topicArn(topic)
                                .label("partner")
                                .awsAccountIds("111111111111")
                                .actionNames("Publish", "Subscribe")
                                .build());
        assertThat(world.topicAttributes(topic).get("Policy"))
                .contains("__default_statement_ID")
                .contains(
                        "{\"Sid\":\"partner\",\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"AWS\":\"arn:aws:iam::111111111111:root\"},\"Action\":"
                                + "[\"SNS:Publish\",\"SNS:Subscribe\"],\"Resource\":\""
                                + topic
                                + "\"}");
        world.node()
                .call(RemovePermissionRequest.builder().topicArn(topic).label("partner").build());
        assertThat(world.topicAttributes(topic).get("Policy")).doesNotContain("partner");
    }

    @Test
    void tags_are_added_replaced_and_removed() {
        String topic = world.topic("t");
        world.node()
                .call(TagResourceRequest.builder().resourceArn(topic).tags(tag("a", "1")).build());
        world.node()
                .call(
                        TagResourceRequest.builder()
                                .resourceArn(topic)
                                .tags(tag("a", "2"), tag("b", ""))
                                .build());
        world.node()
                .call(UntagResourceRequest.builder().resourceArn(topic).tagKeys("b", "c").build());
        ListTagsForResourceResponse tags =
                world.node().call(ListTagsForResourceRequest.builder().resourceArn(topic).build());
        assertThat(tags.tags()).containsExactly(tag("a", "2"));
        world.invalid(
                TagResourceRequest.builder().resourceArn(topic).tags(tag("aws:x", "1")).build(),
                "Tags Reason: Tag keys starting with aws: are reserved");
        world.refused(
                ListTagsForResourceRequest.builder().resourceArn(topic + "-not").build(),
                "ResourceNotFoundException",
                "Resource does not exist");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void a_data_protection_policy_is_kept_and_taken_away() {
        String topic = world.topic("t");
        String policy =
                """
                {"Name":"p","Version":"2021-06-01","Statement":[{"DataDirection":"Inbound",\
                "Principal":["*"],"DataIdentifier":["x"],"Operation":{"Deny":{}}}]}\
                """;
        for (String each : List.of(policy, "")) {
            world.node()
                    .call(
                            PutDataProtectionPolicyRequest.builder()
                                    .resourceArn(topic)
                                    .dataProtectionPolicy(each)
                                    .build());
            GetDataProtectionPolicyResponse told =
                    world.node()
                            .call(
                                    GetDataProtectionPolicyRequest.builder()
                                            .resourceArn(topic)
                                            .build());
            assertThat(told.dataProtectionPolicy()).isEqualTo(each);
        }
    }

    @Test
    void an_endpoint_has_to_suit_its_protocol() {
        String topic = world.topic("t");
        for (List<String> line :
                Cases.of(
                        """
                        fax         | +1555             | Amazon SNS does not support this protocol string: fax
                        sqs         | http://x/q        | SQS endpoint ARN
                        lambda      | arn:aws:sqs:us-east-1:000000000000:q | Lambda endpoint ARN
                        http        | https://x/        | Endpoint must match the specified protocol
                        email       | nobody            | Email address
                        sms         | call me           | Invalid SMS endpoint: call me
                        """)) {
            world.invalid(World.subscription(topic, line.get(0), line.get(1)), line.get(2));
        }
    }

    @Test
    void large_messages_are_for_few_subscribers_among_aws_services() {
        String topic = world.topic("t", "MaximumMessageSize", "1048576");
        world.invalid(
                World.subscription(topic, "http", "http://example.com/"),
                "Protocol Reason: Topics with a MaximumMessageSize above 262144 support only sqs,"
                        + " lambda and firehose");
        String queue = world.queue("q");
        world.subscribe(topic, "sqs", queue, "RawMessageDelivery", "true");
        world.publish(topic, "x".repeat(1_000_000));
        assertThat(world.bodies(queue).getFirst()).hasSize(1_000_000);
    }
}
