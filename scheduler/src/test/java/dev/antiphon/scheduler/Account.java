package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Part;
import dev.antiphon.service.Service;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.TestNode;
import dev.antiphon.wire.route.JsonRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Somebody with schedules and queues, on a node of their own. */
final class Account {
    static final String ID = "000000000000";
    static final String ROLE = "arn:aws:iam::" + ID + ":role/scheduler";
    static final FlexibleTimeWindow EXACT =
            FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();

    private static final String URL = "http://localhost:4566/" + ID + "/";

    final Recorder buses = new Recorder("events");
    final Recorder functions = new Recorder("lambda");
    final Recorder streams = new Recorder("kinesis");

    private final TestNode node;

    Account() {
        this(Dispatcher.Reach.EVERY_ACCOUNT);
    }

    Account(Dispatcher.Reach reach) {
        List<Service> services = List.of(new SqsService(), new SchedulerService());
        ServiceCalls calls =
                new ServiceCalls(
                        services,
                        reach,
                        new WireJson(new JsonRequests(List.of("sqs", "scheduler"))));
        List<Part> parts = new ArrayList<>(services);
        parts.add(calls);
        parts.add(
                new Deliveries(
                        List.of(
                                new QueueTarget(),
                                new SchedulerTarget(),
                                calls,
                                buses,
                                functions,
                                streams),
                        reach));
        node = TestNode.of(parts.toArray(Part[]::new));
        createQueue("q");
    }

    TestNode node() {
        return node;
    }

    Instant now() {
        return node.clock().instant();
    }

    void advance(Duration by) {
        node.advance(by);
    }

    void createQueue(String name) {
        node.call(CreateQueueRequest.builder().queueName(name).build());
    }

    static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:" + ID + ":" + name;
    }

    static String url(String queue) {
        return URL + queue;
    }

    /** The queue q, which gets the time that the schedule says. */
    static Target queue() {
        return queue("<aws.scheduler.scheduled-time>");
    }

    static Target queue(String input) {
        return Target.builder().arn(queueArn("q")).roleArn(ROLE).input(input).build();
    }

    static CreateScheduleRequest.Builder schedule(String name, String expression) {
        return CreateScheduleRequest.builder()
                .name(name)
                .scheduleExpression(expression)
                .flexibleTimeWindow(EXACT)
                .target(queue());
    }

    void create(String name, String expression) {
        create(name, expression, any -> {});
    }

    void create(String name, String expression, Consumer<CreateScheduleRequest.Builder> more) {
        CreateScheduleRequest.Builder request = schedule(name, expression);
        more.accept(request);
        node.call(request.build());
    }

    void createGroup(String name) {
        node.call(CreateScheduleGroupRequest.builder().name(name).build());
    }

    /** Updates a schedule with all that it is, but for what is said otherwise. */
    void update(String name, Consumer<UpdateScheduleRequest.Builder> changes) {
        GetScheduleResponse is = get(name);
        UpdateScheduleRequest.Builder request =
                UpdateScheduleRequest.builder()
                        .name(name)
                        .groupName(is.groupName())
                        .scheduleExpression(is.scheduleExpression())
                        .scheduleExpressionTimezone(is.scheduleExpressionTimezone())
                        .startDate(is.startDate())
                        .endDate(is.endDate())
                        .state(is.state())
                        .flexibleTimeWindow(is.flexibleTimeWindow())
                        .actionAfterCompletion(is.actionAfterCompletion())
                        .description(is.description())
                        .target(is.target());
        changes.accept(request);
        node.call(request.build());
    }

    GetScheduleResponse get(String name) {
        return node.call(GetScheduleRequest.builder().name(name).build());
    }

    boolean has(String name) {
        try {
            get(name);
            return true;
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("ResourceNotFoundException");
            return false;
        }
    }

    /** The messages of a queue, which is empty after that. */
    List<Message> take(String queue) {
        List<Message> all = new ArrayList<>();
        List<Message> some = receive(queue);
        while (!some.isEmpty()) {
            all.addAll(some);
            some.forEach(message ->
                    node.call(
                            DeleteMessageRequest.builder()
                                    .queueUrl(url(queue))
                                    .receiptHandle(message.receiptHandle())
                                    .build()));
            some = receive(queue);
        }
        return all;
    }

    private List<Message> receive(String queue) {
        ReceiveMessageResponse response =
                node.call(
                        ReceiveMessageRequest.builder()
                                .queueUrl(url(queue))
                                .maxNumberOfMessages(10)
                                .messageAttributeNames("All")
                                .messageSystemAttributeNamesWithStrings("All")
                                .build());
        return response.messages();
    }

    /** What came to the queue q since the last time. */
    List<String> bodies() {
        return take("q").stream().map(Message::body).toList();
    }

    void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }
}
