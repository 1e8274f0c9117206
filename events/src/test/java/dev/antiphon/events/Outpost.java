package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.TestNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** EventBridge with queues beside it and nothing outside, on a node of its own. */
public final class Outpost {
    public static final String ACCOUNT = "000000000000";
    public static final String PREFIX = "arn:aws:events:us-east-1:" + ACCOUNT + ":";
    public static final String DEFAULT_BUS = PREFIX + "event-bus/default";

    /** Need not exist. */
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/r";

    private static final String QUEUES = "http://localhost:4566/" + ACCOUNT + "/";

    private final Deliveries deliveries =
            new Deliveries(List.of(new QueueTarget(), new EventsTarget()));
    private final TestNode node;

    public Outpost() {
        this(1, EngineConfig.forCores(2));
    }

    public Outpost(long seed, EngineConfig config) {
        node =
                new TestNode(
                        seed,
                        config,
                        List.of(new EventsService(), new SqsService(), deliveries),
                        any -> {});
    }

    public TestNode node() {
        return node;
    }

    public void callFrom(String account, String region) {
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

    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the response type
    public <O extends SdkPojo> O call(SdkPojo request) {
        return node.call(request);
    }

    public void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }

    /** Creates a queue; its ARN. */
    public String queue(String name) {
        node.call(CreateQueueRequest.builder().queueName(name).build());
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + name;
    }

    /** The messages of a queue, which it has no more then. */
    public List<Message> messages(String queue) {
        List<Message> all = new ArrayList<>();
        while (true) {
            ReceiveMessageResponse some =
                    node.call(
                            ReceiveMessageRequest.builder()
                                    .queueUrl(QUEUES + queue)
                                    .maxNumberOfMessages(10)
                                    .messageAttributeNames("All")
                                    .build());
            if (some.messages().isEmpty()) {
                return all;
            }
            for (Message message : some.messages()) {
                all.add(message);
                node.call(
                        DeleteMessageRequest.builder()
                                .queueUrl(QUEUES + queue)
                                .receiptHandle(message.receiptHandle())
                                .build());
            }
        }
    }

    public List<String> bodies(String queue) {
        return messages(queue).stream().map(Message::body).toList();
    }

    /** Puts a rule with one target; its ARN. */
    public String rule(@Nullable String bus, String name, String pattern, Target.Builder target) {
        PutRuleResponse rule =
                node.call(
                        PutRuleRequest.builder()
                                .eventBusName(bus)
                                .name(name)
                                .eventPattern(pattern)
                                .build());
        node.call(
                PutTargetsRequest.builder()
                        .eventBusName(bus)
                        .rule(name)
                        .targets(target.id("t").roleArn(ROLE).build())
                        .build());
        return rule.ruleArn();
    }

    public String rule(String name, String pattern, String target) {
        return rule(null, name, pattern, Target.builder().arn(target));
    }

    public static PutEventsRequestEntry.Builder event(String source, String detail) {
        return PutEventsRequestEntry.builder().source(source).detailType("t").detail(detail);
    }

    /** Puts an event on the default bus; its id. */
    public String put(String source, String detail, @Nullable Instant time) {
        PutEventsResponse response =
                node.call(
                        PutEventsRequest.builder()
                                .entries(event(source, detail).time(time).build())
                                .build());
        assertThat(response.failedEntryCount()).isZero();
        return response.entries().getFirst().eventId();
    }

    // What goes outside.

    /** The calls that were asked for since the last time. */
    public List<OutsideAttempt> outside() {
        List<OutsideAttempt> attempts = new ArrayList<>();
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof OutsideAttempt attempt) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    /** The only call that was asked for. */
    public OutsideAttempt onlyOutside() {
        List<OutsideAttempt> attempts = outside();
        assertThat(attempts).hasSize(1);
        return attempts.getFirst();
    }

    public static OutsideCall.Http http(OutsideAttempt attempt) {
        return (OutsideCall.Http) attempt.call();
    }

    public void answer(OutsideAttempt attempt, CallOutcome outcome) {
        node.run(
                attempt.target(),
                tx -> {
                    deliveries.finish(tx, attempt, outcome);
                    return Outcome.reply(true);
                });
    }
}
