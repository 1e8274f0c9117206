package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.service.Part;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Someone with buses and queues, on a node of their own. */
final class Account {
    static final String ID = "000000000000";
    static final String REGION = "us-east-1";

    private final TestNode node;

    Account() {
        this(1, EngineConfig.forCores(2));
    }

    Account(long seed, EngineConfig config) {
        List<Part> parts =
                List.of(
                        new EventsService(),
                        new SqsService(),
                        new Deliveries(List.of(new QueueTarget(), new EventsTarget())));
        node = new TestNode(seed, config, parts, any -> {});
    }

    /** With other targets than queues and buses. */
    Account(Deliveries deliveries) {
        node = TestNode.of(new EventsService(), new SqsService(), deliveries);
    }

    TestNode node() {
        return node;
    }

    /** The calls that follow are another account's, or from another region. */
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

    static String queueArn(String name) {
        return "arn:aws:sqs:" + REGION + ":" + ID + ":" + name;
    }

    static String busArn(String name) {
        return "arn:aws:events:" + REGION + ":" + ID + ":event-bus/" + name;
    }

    /** Creates a queue and returns its ARN. */
    String queue(String name) {
        node.call(CreateQueueRequest.builder().queueName(name).build());
        return queueArn(name);
    }

    /** Creates a bus and returns its ARN. */
    String bus(String name) {
        node.call(CreateEventBusRequest.builder().name(name).build());
        return busArn(name);
    }

    /** Puts a rule and gives it targets, whose ids are their numbers. */
    void rule(String bus, String name, String pattern, String... targets) {
        node.call(
                PutRuleRequest.builder()
                        .eventBusName(bus)
                        .name(name)
                        .eventPattern(pattern)
                        .build());
        for (int i = 0; i < targets.length; i++) {
            target(bus, name, Target.builder().id(Integer.toString(i)).arn(targets[i]).build());
        }
    }

    void target(String bus, String rule, Target target) {
        node.call(PutTargetsRequest.builder().eventBusName(bus).rule(rule).targets(target).build());
    }

    static PutEventsRequestEntry entry(String bus, String source, String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType("type")
                .detail(detail)
                .build();
    }

    /** Puts an event and returns its id. */
    String put(String bus, String source, String detail) {
        PutEventsResponse response =
                node.call(PutEventsRequest.builder().entries(entry(bus, source, detail)).build());
        return response.entries().getFirst().eventId();
    }

    /** All messages of a queue, which are in flight then. */
    List<Message> messages(String queue) {
        List<Message> all = new ArrayList<>();
        while (true) {
            ReceiveMessageResponse response =
                    node.call(
                            ReceiveMessageRequest.builder()
                                    .queueUrl("http://localhost:4566/" + ID + "/" + queue)
                                    .maxNumberOfMessages(10)
                                    .visibilityTimeout(3_600)
                                    .messageAttributeNames("All")
                                    .build());
            if (response.messages().isEmpty()) {
                return all;
            }
            all.addAll(response.messages());
        }
    }

    /** The text of an attribute that a message must have. */
    static String attribute(Message message, String name) {
        return Check.present(message.messageAttributes().get(name), name).stringValue();
    }

    List<String> bodies(String queue) {
        return messages(queue).stream().map(Message::body).toList();
    }

    AwsException refused(SdkPojo request) {
        List<AwsException> thrown = new ArrayList<>();
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(thrown::add);
        return thrown.getFirst();
    }
}
