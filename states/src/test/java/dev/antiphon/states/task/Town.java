package dev.antiphon.states.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.events.EventsService;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Part;
import dev.antiphon.service.Service;
import dev.antiphon.sns.SnsConfig;
import dev.antiphon.sns.SnsParts;
import dev.antiphon.sns.SnsService;
import dev.antiphon.sns.TopicTarget;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.states.StatesService;
import dev.antiphon.states.StatesTarget;
import dev.antiphon.testkit.TestNode;
import dev.antiphon.wire.route.JsonRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Queues, topics, buses and state machines on one node; the test answers for what is outside. */
final class Town {
    static final String ACCOUNT = "000000000000";
    static final String STATES = "arn:aws:states:us-east-1:" + ACCOUNT + ":";

    static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/r";
    private static final List<String> NAMES = List.of("sqs", "sns", "events", "states");

    private final WireJson json = new WireJson(new JsonRequests(NAMES));
    private final Deliveries deliveries;
    private final TestNode node;

    Town() {
        this(1, EngineConfig.forCores(2));
    }

    Town(long seed, EngineConfig config) {
        SnsParts sns = new SnsParts(SnsConfig.DEFAULTS, false, (text, algorithm) -> "");
        List<Service> services =
                List.of(
                        new SqsService(),
                        new SnsService(sns),
                        new EventsService(),
                        new StatesService());
        ServiceCalls calls = new ServiceCalls(services, Dispatcher.Reach.EVERY_ACCOUNT, json);
        deliveries =
                new Deliveries(
                        List.of(
                                new QueueTarget(),
                                new TopicTarget(sns),
                                new EventsTarget(),
                                new StatesTarget(),
                                calls));
        List<Part> parts = new ArrayList<>(services);
        parts.add(calls);
        parts.add(deliveries);
        node = new TestNode(seed, config, parts, any -> {});
    }

    TestNode node() {
        return node;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the response type
    <O extends SdkPojo> O call(SdkPojo request) {
        return node.call(request);
    }

    void advance(Duration by) {
        node.advance(by);
    }

    // Queues.

    static String url(String queue) {
        return "http://localhost:4566/" + ACCOUNT + "/" + queue;
    }

    static String queueArn(String queue) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue;
    }

    void createQueue(String name) {
        call(CreateQueueRequest.builder().queueName(name).build());
    }

    /** Takes all messages out of a queue. */
    List<String> take(String queue) {
        List<String> bodies = new ArrayList<>();
        for (List<Message> some = receive(queue); !some.isEmpty(); some = receive(queue)) {
            for (Message message : some) {
                bodies.add(message.body());
                call(
                        DeleteMessageRequest.builder()
                                .queueUrl(url(queue))
                                .receiptHandle(message.receiptHandle())
                                .build());
            }
        }
        return bodies;
    }

    private List<Message> receive(String queue) {
        ReceiveMessageResponse response =
                call(
                        ReceiveMessageRequest.builder()
                                .queueUrl(url(queue))
                                .maxNumberOfMessages(10)
                                .build());
        return response.messages();
    }

    // State machines.

    /** A machine of one task, whose arguments are its input unless they are given. */
    String machine(String name, String resource) {
        return machineOf(
                name,
                "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\""
                        + resource
                        + "\",\"End\":true}}}");
    }

    String machineOf(String name, String definition) {
        CreateStateMachineResponse made =
                call(
                        CreateStateMachineRequest.builder()
                                .name(name)
                                .definition(definition)
                                .roleArn(ROLE)
                                .build());
        return made.stateMachineArn();
    }

    String start(String machine, String input) {
        StartExecutionResponse started =
                call(
                        StartExecutionRequest.builder()
                                .stateMachineArn(machine)
                                .name("e" + names++)
                                .input(input)
                                .build());
        return started.executionArn();
    }

    private int names;

    /** Runs a task to its end: its output, or {@code error: cause}. */
    String run(String resource, String arguments) {
        return end(start(machine("m" + names++, resource), arguments));
    }

    DescribeExecutionResponse describe(String execution) {
        return call(DescribeExecutionRequest.builder().executionArn(execution).build());
    }

    String end(String execution) {
        DescribeExecutionResponse now = describe(execution);
        return switch (now.status()) {
            case SUCCEEDED -> now.output();
            case FAILED -> now.error() + ": " + now.cause();
            default -> now.statusAsString();
        };
    }

    static JsonNode tree(String json) {
        return Objects.requireNonNull(Json.parse(json), json);
    }

    // Outside.

    /** The calls that were begun since the last time. */
    List<OutsideAttempt> outside() {
        List<OutsideAttempt> attempts = new ArrayList<>();
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof OutsideAttempt attempt) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    OutsideCall.Http onlyRequest(CallOutcome outcome) {
        List<OutsideAttempt> attempts = outside();
        assertThat(attempts).hasSize(1);
        answer(attempts.getFirst(), outcome);
        return (OutsideCall.Http) attempts.getFirst().call();
    }

    void answer(OutsideAttempt attempt, CallOutcome outcome) {
        node.run(
                attempt.target(),
                tx -> {
                    deliveries.finish(tx, attempt, outcome);
                    return Outcome.reply(true);
                });
    }

    /** Makes the calls to own operations that the server's invoker would. */
    void performOwn() {
        for (OutsideAttempt attempt : outside()) {
            OutsideCall.Api made = (OutsideCall.Api) attempt.call();
            String service = made.call().service();
            SdkPojo answer = call(json.request(service, made.operation(), made.call().input()));
            byte[] body = json.answer(service, made.operation(), answer);
            answer(attempt, new CallOutcome.Succeeded(new Answer.Response(200, List.of(), body)));
        }
    }
}
