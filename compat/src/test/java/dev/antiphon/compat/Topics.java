package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.model.Message;

/** SNS's operations on topics and subscriptions. */
interface Topics extends Scenario {
    default String newTopic() {
        String name = Scenario.newName();
        return sns().createTopic(t -> t.name(name)).topicArn();
    }

    /** Subscribes a queue and gives the subscription's ARN. */
    default String subscribe(String topic, String queue, Map<String, String> attributes) {
        String endpoint = arn(queue);
        return sns().subscribe(s ->
                        s.topicArn(topic)
                                .protocol("sqs")
                                .endpoint(endpoint)
                                .attributes(attributes)
                                .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private List<String> topics() {
        return sns().listTopicsPaginator().topics().stream().map(Topic::topicArn).toList();
    }

    @Test
    default void a_topic_is_created_told_changed_listed_and_deleted() {
        String name = Scenario.newName();
        String topic =
                sns().createTopic(t ->
                                t.name(name)
                                        .attributes(Map.of("DisplayName", "Menu"))
                                        .tags(Tag.builder().key("a").value("1").build()))
                        .topicArn();

        assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:" + Access.ACCOUNT + ":" + name);
        sns().setTopicAttributes(s ->
                s.topicArn(topic).attributeName("DisplayName").attributeValue("Carte"));
        assertThat(sns().getTopicAttributes(g -> g.topicArn(topic)).attributes())
                .containsEntry("TopicArn", topic)
                .containsEntry("DisplayName", "Carte")
                .containsEntry("Owner", Access.ACCOUNT)
                .containsEntry("SubscriptionsConfirmed", "0");
        assertThat(topics()).contains(topic);

        sns().tagResource(
                        t -> t.resourceArn(topic).tags(Tag.builder().key("b").value("2").build()));
        sns().untagResource(u -> u.resourceArn(topic).tagKeys("a"));
        assertThat(sns().listTagsForResource(l -> l.resourceArn(topic)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());

        sns().deleteTopic(d -> d.topicArn(topic));
        assertThat(topics()).doesNotContain(topic);
    }

    @Test
    default void a_subscription_is_told_changed_listed_and_ended() {
        String topic = newTopic();
        String queue = newQueue();
        String endpoint = arn(queue);
        String subscription = subscribe(topic, queue, Map.of());

        sns().setSubscriptionAttributes(s ->
                s.subscriptionArn(subscription)
                        .attributeName("RawMessageDelivery")
                        .attributeValue("true"));
        assertThat(
                        sns().getSubscriptionAttributes(g -> g.subscriptionArn(subscription))
                                .attributes())
                .containsEntry("Endpoint", endpoint)
                .containsEntry("Protocol", "sqs")
                .containsEntry("TopicArn", topic)
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("PendingConfirmation", "false");
        assertThat(sns().listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactly(subscription);
        assertThat(sns().listSubscriptionsPaginator().subscriptions().stream())
                .extracting(Subscription::subscriptionArn)
                .contains(subscription);
        sns().publish(p -> p.topicArn(topic).message("raw"));
        assertThat(receive(queue).body()).isEqualTo("raw");

        sns().unsubscribe(u -> u.subscriptionArn(subscription));
        assertThat(sns().listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions())
                .isEmpty();
        sns().publish(p -> p.topicArn(topic).message("nobody hears it"));
        assertEmpty(queue);
    }

    @Test
    default void a_filter_lets_through_what_is_asked_for_in_batches_too() {
        String topic = newTopic();
        String queue = newQueue();
        subscribe(
                topic,
                queue,
                Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"kind\":[\"pizza\"]}"));

        PublishBatchResponse sent =
                sns().publishBatch(b ->
                        b.topicArn(topic).publishBatchRequestEntries(of("pasta"), of("pizza")));

        assertThat(sent.failed()).isEmpty();
        assertThat(sent.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactly("pasta", "pizza");
        Message message = receive(queue);
        assertThat(message.body()).isEqualTo("one pizza");
        assertThat(message.messageAttributes()).containsOnlyKeys("kind");
        assertThat(message.messageAttributes().values())
                .extracting(value -> value.stringValue())
                .containsExactly("pizza");
        assertEmpty(queue);
    }

    private static PublishBatchRequestEntry of(String kind) {
        return PublishBatchRequestEntry.builder()
                .id(kind)
                .message("one " + kind)
                .messageAttributes(
                        Map.of(
                                "kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue(kind)
                                        .build()))
                .build();
    }

    @Test
    default void an_endpoint_confirms_its_subscription_with_the_token() {
        String topic = newTopic();
        String pending =
                sns().subscribe(s ->
                                s.topicArn(topic)
                                        .protocol("email")
                                        .endpoint("cook@example.com")
                                        .returnSubscriptionArn(true))
                        .subscriptionArn();
        assertThat(sns().getSubscriptionAttributes(g -> g.subscriptionArn(pending)).attributes())
                .containsEntry("PendingConfirmation", "true");

        String token =
                Pages.json(access(), "/_aws/sns/subscription-tokens/" + pending)
                        .path("subscription_token")
                        .asText();
        String confirmed =
                sns().confirmSubscription(c -> c.topicArn(topic).token(token)).subscriptionArn();

        assertThat(confirmed).isEqualTo(pending);
        assertThat(sns().getSubscriptionAttributes(g -> g.subscriptionArn(confirmed)).attributes())
                .containsEntry("PendingConfirmation", "false");
    }

    @Test
    default void permissions_and_data_protection_are_policies() {
        String topic = newTopic();

        sns().addPermission(p ->
                p.topicArn(topic)
                        .label("partners")
                        .awsAccountIds("111122223333")
                        .actionNames("Publish"));
        String policy = sns().getTopicAttributes(g -> g.topicArn(topic)).attributes().get("Policy");
        sns().removePermission(p -> p.topicArn(topic).label("partners"));
        assertThat(policy).contains("\"Sid\":\"partners\"", "111122223333", "SNS:Publish");
        assertThat(sns().getTopicAttributes(g -> g.topicArn(topic)).attributes().get("Policy"))
                .doesNotContain("partners");

        String protection =
                "{\"Name\":\"n\",\"Version\":\"2021-06-01\",\"Statement\":[{\"Sid\":\"s\","
                        + "\"DataDirection\":\"Inbound\",\"Principal\":[\"*\"],"
                        + "\"DataIdentifier\":[\"arn:aws:dataprotection::aws:data-identifier/"
                        + "CreditCardNumber\"],\"Operation\":{\"Deny\":{}}}]}";
        sns().putDataProtectionPolicy(p -> p.resourceArn(topic).dataProtectionPolicy(protection));
        assertThat(sns().getDataProtectionPolicy(g -> g.resourceArn(topic)).dataProtectionPolicy())
                .isEqualTo(protection);
    }
}
