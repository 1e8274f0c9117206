package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

class HttpEndpointTest {
    private static final String URL = "http://example.com/hook";

    private final World world = new World();
    private final String topic = world.topic("news");

    private static ObjectNode body(OutsideCall.Http call) {
        return World.json(new String(call.body(), StandardCharsets.UTF_8));
    }

    private String confirm(String token) {
        ConfirmSubscriptionResponse response =
                world.node()
                        .call(
                                ConfirmSubscriptionRequest.builder()
                                        .topicArn(topic)
                                        .token(token)
                                        .build());
        return response.subscriptionArn();
    }

    /** Subscribes and confirms, as the endpoint does. */
    private String subscribed(String... attributes) {
        String subscription = world.subscribe(topic, "http", URL, attributes);
        confirm(body(world.succeeds()).path("Token").asText());
        return subscription;
    }

    @Test
    void an_endpoint_is_asked_before_it_gets_messages() {
        SubscribeRequest request =
                World.subscription(topic, "http", URL).toBuilder()
                        .returnSubscriptionArn(false)
                        .build();
        SubscribeResponse response = world.node().call(request);
        assertThat(response.subscriptionArn()).isEqualTo("pending confirmation");
        OutsideCall.Http call = world.succeeds();
        assertThat(call.url()).isEqualTo(URL);
        assertThat(World.headers(call))
                .containsEntry("x-amz-sns-message-type", "SubscriptionConfirmation")
                .containsEntry("x-amz-sns-topic-arn", topic)
                .containsEntry("Content-Type", "text/plain; charset=UTF-8")
                .doesNotContainKey("x-amz-sns-subscription-arn");
        ObjectNode body = body(call);
        assertThat(body.path("SubscribeURL").asText())
                .isEqualTo(
                        "http://localhost:4566/?Action=ConfirmSubscription&TopicArn="
                                + topic
                                + "&Token="
                                + body.path("Token").asText());
        world.publish(topic, "too early");
        assertThat(world.attempts()).isEmpty();
        String subscription = confirm(body.path("Token").asText());
        assertThat(world.attributes(subscription))
                .containsEntry("PendingConfirmation", "false")
                .containsKey("EffectiveDeliveryPolicy");
        world.publish(topic, "now");
        OutsideCall.Http notification = world.succeeds();
        assertThat(World.headers(notification))
                .containsEntry("x-amz-sns-message-type", "Notification")
                .containsEntry("x-amz-sns-subscription-arn", subscription)
                .containsEntry(
                        "x-amz-sns-message-id", body(notification).path("MessageId").asText());
        assertThat(body(notification).path("Message").asText()).isEqualTo("now");
    }

    @Test
    void the_signature_covers_what_verifiers_put_together() {
        subscribed();
        world.publish(
                PublishRequest.builder().topicArn(topic).message("text ü").subject("Subject"));
        OutsideCall.Http call = world.succeeds();
        Signing signing = Objects.requireNonNull(call.signing());
        ObjectNode body = body(call);
        assertThat(new String(signing.text(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "Message\ntext ü\nMessageId\n"
                                + body.path("MessageId").asText()
                                + "\nSubject\nSubject\nTimestamp\n"
                                + body.path("Timestamp").asText()
                                + "\nTopicArn\n"
                                + topic
                                + "\nType\nNotification\n");
        assertThat(signing.algorithm()).isEqualTo(Signing.Algorithm.SHA1);
        assertThat(
                        new String(
                                call.body(),
                                signing.from(),
                                signing.to() - signing.from(),
                                StandardCharsets.UTF_8))
                .isEqualTo(Envelope.UNSIGNED);
    }

    @Test
    void a_confirmation_that_never_comes_is_waited_for_two_days() {
        String subscription = world.subscribe(topic, "http", URL);
        String token = body(world.succeeds()).path("Token").asText();
        world.node().advance(Duration.ofDays(2).minusSeconds(1));
        assertThat(subscriptions()).hasSize(1);
        world.node().advance(Duration.ofSeconds(2));
        assertThat(subscriptions()).isEmpty();
        world.invalid(
                ConfirmSubscriptionRequest.builder().topicArn(topic).token(token).build(), "Token");
        assertThat(subscription).startsWith(topic);
    }

    private List<?> subscriptions() {
        ListSubscriptionsByTopicResponse response =
                world.node()
                        .call(ListSubscriptionsByTopicRequest.builder().topicArn(topic).build());
        return response.subscriptions();
    }

    @Test
    void a_raw_message_is_posted_as_it_is() {
        subscribed("RawMessageDelivery", "true");
        world.publish(topic, "as it is");
        OutsideCall.Http call = world.succeeds();
        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("as it is");
        assertThat(call.signing()).isNull();
        assertThat(World.headers(call)).containsEntry("x-amz-sns-rawdelivery", "true");
    }

    @Test
    void the_delivery_policy_says_when_it_is_tried_again() {
        String dead = world.queue("dead");
        subscribed(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dead + "\"}",
                "DeliveryPolicy",
                """
                {"healthyRetryPolicy":{"minDelayTarget":10,"maxDelayTarget":40,"numRetries":7,
                 "numNoDelayRetries":1,"numMinDelayRetries":2,"numMaxDelayRetries":1,
                 "backoffFunction":"linear"}}\
                """);
        world.publish(topic, "retried");
        List<Long> delays = new ArrayList<>();
        for (int attempt = 0; attempt < 8; attempt++) {
            world.ends(new CallOutcome.Failed("ERROR_FROM_TARGET", "503", true, null));
            long waited = 0;
            while (attempt < 7 && world.attempts().isEmpty()) {
                world.node().advance(Duration.ofSeconds(1));
                waited++;
            }
            delays.add(waited);
        }
        // At once, twice the shortest, three that grow, the longest; give or take a tenth.
        long[] expected = {0, 10, 10, 10, 25, 40, 40, 0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(delays.get(i))
                    .as("retry %s", i + 1)
                    .isBetween(expected[i] * 9 / 10, expected[i] * 11 / 10 + 1);
        }
        assertThat(world.messages(dead)).containsExactly("retried");
    }

    @Test
    void a_client_error_is_not_tried_again() {
        String dead = world.queue("dead");
        subscribed("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dead + "\"}");
        world.publish(topic, "refused");
        world.ends(new CallOutcome.Failed("ERROR_FROM_TARGET", "404", false, null));
        assertThat(world.messages(dead)).containsExactly("refused");
    }

    @Test
    void a_throttle_policy_spreads_the_calls() {
        subscribed("DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":2}}");
        for (int i = 0; i < 5; i++) {
            world.publish(topic, "m" + i);
        }
        world.node().advance(Duration.ofMillis(1));
        List<Integer> begun = new ArrayList<>();
        for (int half = 0; half < 5; half++) {
            begun.add(world.attempts().size());
            world.node().advance(Duration.ofMillis(500));
        }
        assertThat(begun).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void the_request_policy_says_what_the_message_is() {
        subscribed(
                "DeliveryPolicy",
                "{\"requestPolicy\":{\"headerContentType\":\"application/json\"}}");
        world.publish(topic, "m");
        assertThat(World.headers(world.succeeds()))
                .containsEntry("Content-Type", "application/json");
    }

    @Test
    void an_endpoint_is_told_its_end_and_can_take_it_back() {
        String subscription = subscribed();
        world.node().callAs(World.ANYONE);
        world.node().call(UnsubscribeRequest.builder().subscriptionArn(subscription).build());
        OutsideCall.Http call = world.succeeds();
        assertThat(World.headers(call))
                .containsEntry("x-amz-sns-message-type", "UnsubscribeConfirmation");
        world.publish(topic, "not for it");
        assertThat(world.attempts()).isEmpty();
        assertThat(confirm(body(call).path("Token").asText())).isEqualTo(subscription);
        world.publish(topic, "again for it");
        assertThat(body(world.succeeds()).path("Message").asText()).isEqualTo("again for it");
    }

    @Test
    void who_confirmed_signed_may_keep_others_from_unsubscribing() {
        String subscription = world.subscribe(topic, "http", URL);
        world.node()
                .call(
                        ConfirmSubscriptionRequest.builder()
                                .topicArn(topic)
                                .token(body(world.succeeds()).path("Token").asText())
                                .authenticateOnUnsubscribe("true")
                                .build());
        world.node().callAs(World.ANYONE);
        world.refused(
                UnsubscribeRequest.builder().subscriptionArn(subscription).build(),
                "AuthorizationErrorException",
                "Access Denied");
        world.node()
                .callAs(
                        new Caller(
                                "222222222222",
                                "us-east-1",
                                "AKIAOTHER",
                                "http://localhost:4566",
                                "request-3",
                                null));
        world.refused(
                UnsubscribeRequest.builder().subscriptionArn(subscription).build(),
                "AuthorizationErrorException",
                "Access Denied");
    }

    @Test
    void a_delivery_under_way_is_made_again_after_a_restart() {
        subscribed();
        world.publish(topic, "once or twice");
        world.attempts().clear();
        world.node().crashAndRestart();
        assertThat(body(world.succeeds()).path("Message").asText()).isEqualTo("once or twice");
    }

    @Test
    void policies_that_break_a_rule_are_refused() {
        for (String policy :
                List.of(
                        "x",
                        "{\"healthyRetryPolicy\":{\"minDelayTarget\":0}}",
                        "{\"healthyRetryPolicy\":{\"minDelayTarget\":30,\"maxDelayTarget\":20}}",
                        "{\"healthyRetryPolicy\":{\"maxDelayTarget\":3601}}",
                        "{\"healthyRetryPolicy\":{\"numRetries\":101}}",
                        "{\"healthyRetryPolicy\":{\"numRetries\":3,\"numNoDelayRetries\":4}}",
                        "{\"healthyRetryPolicy\":{\"minDelayTarget\":100,\"maxDelayTarget\":100,\"numRetries\":40}}",
                        "{\"healthyRetryPolicy\":{\"backoffFunction\":\"sideways\"}}",
                        "{\"throttlePolicy\":{\"maxReceivesPerSecond\":0}}",
                        "{\"requestPolicy\":{\"headerContentType\":\"image/png\"}}",
                        "{\"other\":1}")) {
            org.assertj.core.api.Assertions.assertThatExceptionOfType(
                            dev.antiphon.api.AwsException.class)
                    .as(policy)
                    .isThrownBy(() -> world.subscribe(topic, "http", URL, "DeliveryPolicy", policy))
                    .withMessageStartingWith("Invalid parameter: DeliveryPolicy Reason: ");
        }
    }
}
