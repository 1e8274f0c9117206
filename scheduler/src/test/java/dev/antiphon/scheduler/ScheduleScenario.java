package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.service.schedule.ScheduleExpression;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Schedules that are created and deleted while the node crashes and its clock jumps. Every message
 * names its schedule and the time that the schedule said. At the end: none came twice; each came at
 * a time of its schedule and not before it; what happens once did, if its creation was acknowledged
 * and its deletion was not tried; between two invocations of a schedule nothing was left out but
 * what had passed when the first of them was made.
 */
final class ScheduleScenario implements Scenario {
    private static final int QUEUES = 3;

    /**
     * @param created whether that was acknowledged
     * @param deleted whether that was tried
     * @param gone whether that was acknowledged
     */
    private record Known(
            String expression, int window, boolean created, boolean deleted, boolean gone) {}

    private record Call(String name, boolean creation, Pending<SdkPojo> pending) {}

    /**
     * A message: the time that the schedule said, and when it came at the latest. Clocks jump back,
     * and a partition's stands still then until time has caught up, so this is not what the message
     * says itself.
     */
    private record Arrival(Instant scheduled, Instant by) {}

    /** What the clock showed, and the latest that it had ever shown by then. */
    private record Moment(Instant clock, Instant latest) {}

    private final TestNode node;
    private final Map<String, Known> schedules = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private int names;
    private Instant latest;

    ScheduleScenario(long seed) {
        node =
                new TestNode(
                        seed,
                        new EngineConfig(2, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(
                                new SqsService(),
                                new SchedulerService(),
                                new Deliveries(List.of(new QueueTarget()))),
                        any -> {});
        for (int queue = 0; queue < QUEUES; queue++) {
            node.call(CreateQueueRequest.builder().queueName("q" + queue).build());
        }
        latest = node.clock().instant();
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        if (random.nextInt(12) > 0) {
            return; // time is what this is about
        }
        if (random.nextInt(4) > 0 || schedules.isEmpty()) {
            create(random);
        } else {
            delete(random);
        }
    }

    private void create(RandomGenerator random) {
        String name = "s" + names++;
        String expression =
                switch (random.nextInt(4)) {
                    case 0, 1 -> at(node.clock().instant().plusSeconds(random.nextInt(600)));
                    case 2 -> "rate(" + random.nextInt(1, 4) + " minutes)";
                    default -> "cron(0/" + random.nextInt(1, 5) + " * * * ? *)";
                };
        int window = random.nextInt(4) == 0 ? random.nextInt(1, 4) : 0;
        schedules.put(name, new Known(expression, window, false, false, false));
        CreateScheduleRequest.Builder request =
                CreateScheduleRequest.builder()
                        .name(name)
                        .scheduleExpression(expression)
                        .flexibleTimeWindow(window(window))
                        .target(
                                Target.builder()
                                        .arn(Account.queueArn("q" + random.nextInt(QUEUES)))
                                        .roleArn(Account.ROLE)
                                        .input(name + " <aws.scheduler.scheduled-time>")
                                        .build());
        if (random.nextBoolean()) {
            request.actionAfterCompletion(ActionAfterCompletion.DELETE);
        }
        calls.add(new Call(name, true, node.start(request.build())));
    }

    private static String at(Instant time) {
        LocalDateTime local =
                LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        return "at(" + local + (local.getSecond() == 0 ? ":00" : "") + ")";
    }

    private static FlexibleTimeWindow window(int minutes) {
        return minutes == 0
                ? Account.EXACT
                : FlexibleTimeWindow.builder()
                        .mode(FlexibleTimeWindowMode.FLEXIBLE)
                        .maximumWindowInMinutes(minutes)
                        .build();
    }

    private void delete(RandomGenerator random) {
        String name = "s" + random.nextInt(names);
        schedules.computeIfPresent(
                name, (any, it) -> new Known(it.expression, it.window, it.created, true, it.gone));
        calls.add(
                new Call(
                        name,
                        false,
                        node.start(DeleteScheduleRequest.builder().name(name).build())));
    }

    @Override
    public void restarted() {
        calls.clear();
    }

    @Override
    public void check() {
        Instant now = node.clock().instant();
        latest = later(now, latest);
        moments.add(new Moment(now, latest));
        calls.removeIf(call -> {
            if (call.pending.ended()) {
                follow(call);
            }
            return call.pending.ended();
        });
    }

    private void follow(Call call) {
        Throwable error = call.pending.error();
        if (error == null) {
            schedules.computeIfPresent(
                    call.name,
                    (any, it) ->
                            new Known(
                                    it.expression,
                                    it.window,
                                    it.created || call.creation,
                                    it.deleted,
                                    it.gone || !call.creation));
        } else if (!(error instanceof EngineException) && !(error instanceof AwsException)) {
            throw new AssertionError("a call failed", error);
        }
    }

    @Override
    public void finish() {
        check();
        // The clock may stand behind times by which the node has set deadlines.
        node.clock().moveTo(latest);
        node.runUntilQuiet();
        node.advance(Duration.ofMinutes(20));
        Map<String, List<Arrival>> arrivals = arrivals();
        List<String> left = left();
        Instant end = node.clock().instant();
        schedules.forEach((name, schedule) -> {
            List<Arrival> mine = arrivals.getOrDefault(name, List.of());
            checkOne(name, schedule, mine, end);
            if (schedule.gone) {
                assertThat(left).doesNotContain(name);
            }
        });
        assertThat(schedules.keySet()).containsAll(arrivals.keySet());
    }

    private static void checkOne(String name, Known schedule, List<Arrival> arrivals, Instant end) {
        ScheduleExpression expression = ScheduleExpression.ofSchedule(schedule.expression);
        String described = name + " " + schedule + " " + arrivals;
        assertThat(arrivals.stream().map(Arrival::scheduled)).as(described).doesNotHaveDuplicates();
        assertThat(arrivals).as(described).allMatch(it -> !it.by.isBefore(it.scheduled));
        if (!expression.recurring()) {
            assertThat(arrivals.size()).as(described).isLessThanOrEqualTo(1);
        }
        if (!schedule.created || schedule.deleted) {
            return;
        }
        assertThat(arrivals).as(described).isNotEmpty();
        if (!expression.recurring()) {
            return;
        }
        Instant start = arrivals.getFirst().scheduled;
        Duration window = Duration.ofMinutes(schedule.window);
        for (int i = 0; i < arrivals.size(); i++) {
            Instant scheduled = arrivals.get(i).scheduled;
            Instant passed = arrivals.get(i).by.minus(window);
            Instant next =
                    expression.next(later(passed, scheduled), ZoneOffset.UTC, start).orElseThrow();
            // A start has milliseconds, which the message does not tell.
            Instant by = next.plusSeconds(1);
            if (i + 1 < arrivals.size()) {
                assertThat(arrivals.get(i + 1).scheduled).as(described).isBeforeOrEqualTo(by);
            } else {
                assertThat(by.plus(window)).as(described).isAfterOrEqualTo(end);
            }
        }
    }

    /** What came to the queues, by schedule, in the order of the schedule's times. */
    private Map<String, List<Arrival>> arrivals() {
        Map<String, List<Arrival>> arrivals = new TreeMap<>();
        for (int queue = 0; queue < QUEUES; queue++) {
            String url = Account.url("q" + queue);
            for (List<Message> some = take(url); !some.isEmpty(); some = take(url)) {
                for (Message message : some) {
                    String[] body = message.body().split(" ");
                    arrivals.computeIfAbsent(body[0], any -> new ArrayList<>())
                            .add(new Arrival(Instant.parse(body[1]), sent(message)));
                }
            }
        }
        arrivals.values().forEach(list -> list.sort(Comparator.comparing(Arrival::scheduled)));
        return arrivals;
    }

    private Instant sent(Message message) {
        Instant shown =
                Instant.ofEpochMilli(
                        Long.parseLong(
                                message.attributes()
                                        .get(MessageSystemAttributeName.SENT_TIMESTAMP)));
        return moments.stream()
                .filter(moment -> !moment.clock.isAfter(shown))
                .map(Moment::latest)
                .reduce(shown, ScheduleScenario::later);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private List<Message> take(String url) {
        ReceiveMessageResponse response =
                node.call(
                        ReceiveMessageRequest.builder()
                                .queueUrl(url)
                                .maxNumberOfMessages(10)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
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

    private List<String> left() {
        List<String> left = new ArrayList<>();
        @Nullable String token = null;
        do {
            ListSchedulesResponse page =
                    node.call(ListSchedulesRequest.builder().nextToken(token).build());
            page.schedules().stream().map(ScheduleSummary::name).forEach(left::add);
            token = page.nextToken();
        } while (token != null);
        return left;
    }
}
