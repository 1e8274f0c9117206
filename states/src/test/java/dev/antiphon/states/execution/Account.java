package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Somebody with state machines and queues, on a node of their own. */
final class Account {
    static final String ROLE = "arn:aws:iam::000000000000:role/states";
    static final String PREFIX = "arn:aws:states:us-east-1:000000000000:";
    static final String QUEUE = "done";

    private final TestNode node;
    private int requests;

    Account() {
        this(1);
    }

    Account(long seed) {
        QueueTasks tasks = new QueueTasks();
        node =
                new TestNode(
                        seed,
                        new EngineConfig(2, 1_000, 1 << 20, 4 << 20, 16),
                        List.of(
                                new SqsService(),
                                new Deliveries(List.of(new QueueTarget())),
                                new StatesWith(tasks)),
                        any -> {});
        node.call(CreateQueueRequest.builder().queueName(QUEUE).build());
    }

    /** Step Functions with other tasks. */
    private static final class StatesWith implements Service {
        private final QueueTasks tasks;
        private final Executions executions;

        StatesWith(QueueTasks tasks) {
            this.tasks = tasks;
            this.executions = new Executions(tasks);
        }

        @Override
        public String name() {
            return "states";
        }

        @Override
        public List<Operation<?, ?>> operations() {
            List<Operation<?, ?>> operations = new ArrayList<>(Machines.operations());
            operations.addAll(executions.operations());
            return operations;
        }

        @Override
        public void register(Registry registry) {
            Machines.register(registry, executions::endOf);
            executions.register(registry);
            tasks.register(registry, executions.outcomes());
        }
    }

    TestNode node() {
        return node;
    }

    void advance(Duration by) {
        node.advance(by);
    }

    static String machine(String name) {
        return PREFIX + "stateMachine:" + name;
    }

    static String execution(String machine, String name) {
        return PREFIX + "execution:" + machine + ":" + name;
    }

    /**
     * @param definition with single quotes for double ones, and backquotes for single ones
     */
    void create(String name, String definition) {
        create(name, definition, StateMachineType.STANDARD);
    }

    void create(String name, String definition, StateMachineType type) {
        node.call(
                CreateStateMachineRequest.builder()
                        .name(name)
                        .roleArn(ROLE)
                        .type(type)
                        .definition(definition.replace('\'', '"').replace('`', '\''))
                        .build());
    }

    static StartExecutionRequest starting(String machine, String name, String input) {
        return StartExecutionRequest.builder()
                .stateMachineArn(machine(machine))
                .name(name)
                .input(input.replace('\'', '"'))
                .build();
    }

    /** Starts an execution of the machine's own name. */
    StartExecutionResponse start(String machine, String input) {
        return node.call(starting(machine, machine, input));
    }

    DescribeExecutionResponse describe(String machine) {
        return describe(machine, machine);
    }

    DescribeExecutionResponse describe(String machine, String name) {
        return node.call(
                DescribeExecutionRequest.builder().executionArn(execution(machine, name)).build());
    }

    List<HistoryEvent> history(String arn) {
        List<HistoryEvent> events = new ArrayList<>();
        String token = null;
        do {
            GetExecutionHistoryResponse page =
                    node.call(
                            GetExecutionHistoryRequest.builder()
                                    .executionArn(arn)
                                    .maxResults(1_000)
                                    .nextToken(token)
                                    .build());
            events.addAll(page.events());
            token = page.nextToken();
        } while (token != null);
        return events;
    }

    /**
     * The history of the execution of the machine's name: id, previous id and type of each event.
     */
    String story(String machine) {
        return history(execution(machine, machine)).stream()
                .map(event ->
                        event.id() + "<" + event.previousEventId() + " " + event.typeAsString())
                .collect(Collectors.joining("\n"));
    }

    /** From here on each call has another request id. */
    void nextRequest() {
        Caller caller = TestNode.CALLER;
        node.callAs(
                new Caller(
                        caller.account(),
                        caller.region(),
                        caller.accessKeyId(),
                        caller.endpoint(),
                        "request-" + ++requests + "-of-many",
                        null));
    }

    /** Takes all messages out of the queue. */
    List<String> messages() {
        List<String> bodies = new ArrayList<>();
        for (List<Message> some = take(); !some.isEmpty(); some = take()) {
            some.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private List<Message> take() {
        String url = "http://localhost:4566/000000000000/" + QUEUE;
        ReceiveMessageResponse response =
                node.call(
                        ReceiveMessageRequest.builder()
                                .queueUrl(url)
                                .maxNumberOfMessages(10)
                                .build());
        response.messages()
                .forEach(message ->
                        node.call(
                                DeleteMessageRequest.builder()
                                        .queueUrl(url)
                                        .receiptHandle(message.receiptHandle())
                                        .build()));
        return response.messages();
    }
}
