package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.Signer;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.Outcome;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.TestNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Someone with topics and queues, on a node of their own, and what leaves it. */
final class World {
    static final String ID = "000000000000";
    static final String REGION = "us-east-1";

    /** A caller who did not sign, as whoever follows a link. */
    static final Caller ANYONE =
            new Caller(ID, REGION, Caller.ANONYMOUS, "http://localhost:4566", "request-2", null);

    private final Deliveries deliveries;
    private final TestNode node;
    private final List<OutsideAttempt> attempts = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();

    World() {
        this(new SnsConfig(false), false);
    }

    World(SnsConfig config, boolean mailLeaves) {
        Signer signer = (text, algorithm) -> algorithm + " of " + text.length;
        SnsParts parts = new SnsParts(config, mailLeaves, signer);
        deliveries = new Deliveries(List.of(new QueueTarget(), new TopicTarget(parts)));
        node = TestNode.of(new SqsService(), new SnsService(parts), deliveries);
    }

    TestNode node() {
        return node;
    }

    // Topics and subscriptions.

    static String topicArn(String name) {
        return "arn:aws:sns:" + REGION + ":" + ID + ":" + name;
    }

    static String queueArn(String name) {
        return "arn:aws:sqs:" + REGION + ":" + ID + ":" + name;
    }

    static Map<String, String> pairs(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Creates a topic; its ARN. */
    String topic(String name, String... attributes) {
        CreateTopicResponse response =
                node.call(
                        CreateTopicRequest.builder()
                                .name(name)
                                .attributes(pairs(attributes))
                                .build());
        return response.topicArn();
    }

    /** Creates a FIFO topic; its ARN. */
    String fifoTopic(String name, String... attributes) {
        Map<String, String> all = pairs(attributes);
        all.put("FifoTopic", "true");
        CreateTopicResponse response =
                node.call(CreateTopicRequest.builder().name(name).attributes(all).build());
        return response.topicArn();
    }

    /** Creates a queue; its ARN. */
    String queue(String name) {
        node.call(
                CreateQueueRequest.builder()
                        .queueName(name)
                        .attributesWithStrings(
                                name.endsWith(".fifo") ? Map.of("FifoQueue", "true") : Map.of())
                        .build());
        return queueArn(name);
    }

    static SubscribeRequest subscription(
            String topic, String protocol, String endpoint, String... attributes) {
        return SubscribeRequest.builder()
                .topicArn(topic)
                .protocol(protocol)
                .endpoint(endpoint)
                .attributes(pairs(attributes))
                .returnSubscriptionArn(true)
                .build();
    }

    /** Subscribes; the subscription's ARN. */
    String subscribe(String topic, String protocol, String endpoint, String... attributes) {
        SubscribeResponse response = node.call(subscription(topic, protocol, endpoint, attributes));
        return response.subscriptionArn();
    }

    Map<String, String> topicAttributes(String topic) {
        GetTopicAttributesResponse response =
                node.call(GetTopicAttributesRequest.builder().topicArn(topic).build());
        return response.attributes();
    }

    void setTopic(String topic, String name, String value) {
        node.call(
                SetTopicAttributesRequest.builder()
                        .topicArn(topic)
                        .attributeName(name)
                        .attributeValue(value)
                        .build());
    }

    Map<String, String> attributes(String subscription) {
        GetSubscriptionAttributesResponse response =
                node.call(
                        GetSubscriptionAttributesRequest.builder()
                                .subscriptionArn(subscription)
                                .build());
        return response.attributes();
    }

    static SetSubscriptionAttributesRequest change(String subscription, String name, String value) {
        return SetSubscriptionAttributesRequest.builder()
                .subscriptionArn(subscription)
                .attributeName(name)
                .attributeValue(value)
                .build();
    }

    void set(String subscription, String name, String value) {
        node.call(change(subscription, name, value));
    }

    // Messages.

    PublishResponse publish(PublishRequest.Builder request) {
        return node.call(request.build());
    }

    PublishResponse publish(String topic, String message) {
        return publish(PublishRequest.builder().topicArn(topic).message(message));
    }

    static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    /** Receives what a queue has, and deletes it. */
    List<Message> receive(String queueArn) {
        String url =
                "http://localhost:4566/000000000000/"
                        + queueArn.substring(queueArn.lastIndexOf(':') + 1);
        List<Message> all = new ArrayList<>();
        while (true) {
            ReceiveMessageResponse response =
                    node.call(
                            ReceiveMessageRequest.builder()
                                    .queueUrl(url)
                                    .maxNumberOfMessages(10)
                                    .messageAttributeNames("All")
                                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                    .build());
            if (response.messages().isEmpty()) {
                return all;
            }
            all.addAll(response.messages());
            for (Message message : response.messages()) {
                node.call(
                        DeleteMessageRequest.builder()
                                .queueUrl(url)
                                .receiptHandle(message.receiptHandle())
                                .build());
            }
        }
    }

    List<String> bodies(String queueArn) {
        return receive(queueArn).stream().map(Message::body).toList();
    }

    static ObjectNode json(String text) {
        return Objects.requireNonNull(Json.object(text), text);
    }

    /** The texts of the messages in the envelopes that a queue has. */
    List<String> messages(String queueArn) {
        return bodies(queueArn).stream().map(body -> json(body).path("Message").asText()).toList();
    }

    // What leaves.

    private void gather() {
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof OutsideAttempt attempt) {
                attempts.add(attempt);
            } else if (effect instanceof Trace trace) {
                traces.add(trace);
            }
        }
    }

    List<Trace> traces() {
        gather();
        return traces;
    }

    /** The calls that are under way outside. */
    List<OutsideAttempt> attempts() {
        gather();
        return attempts;
    }

    /** The one call that is under way outside, which ends like this. */
    OutsideCall ends(CallOutcome outcome) {
        gather();
        assertThat(attempts).hasSize(1);
        OutsideAttempt attempt = attempts.removeFirst();
        node.run(
                attempt.target(),
                tx -> {
                    deliveries.finish(tx, attempt, outcome);
                    return Outcome.reply(true);
                });
        return attempt.call();
    }

    OutsideCall.Http succeeds() {
        return (OutsideCall.Http) ends(new CallOutcome.Succeeded());
    }

    static Map<String, String> headers(OutsideCall.Http call) {
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach(header -> headers.put(header.name(), header.value()));
        return headers;
    }

    void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .as(message)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }

    void invalid(SdkPojo request, String what) {
        refused(request, "InvalidParameterException", "Invalid parameter: " + what);
    }
}
