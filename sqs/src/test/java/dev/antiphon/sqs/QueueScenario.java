package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;

/**
 * Producers and consumers of a standard queue, a FIFO queue and a queue with a dead-letter queue.
 * What they may expect is said by {@link QueueModel}; this class makes the calls and tells it what
 * was answered.
 */
final class QueueScenario implements Scenario {
    static final String STANDARD = "standard";
    static final String FIFO = "orders.fifo";
    static final String SOURCE = "source";
    static final String DEAD = "dead";

    private static final List<String> QUEUES = List.of(STANDARD, FIFO, SOURCE, DEAD);
    private static final String URL = "http://localhost:4566/" + Account.ID + "/";

    /** A call under way, and when it may have been carried out, as the clock showed it. */
    private record Call<O>(
            Pending<O> pending,
            Consumer<Answer<O>> whenAnswered,
            Consumer<Throwable> whenFailed,
            boolean purge,
            long startedAt,
            Instant[] earliest) {}

    /**
     * @param startedAt the event at which the call was started
     * @param earliest when it was carried out, or later
     */
    record Answer<O>(O value, long startedAt, Instant earliest) {}

    private final TestNode node;
    private final QueueModel model = new QueueModel();
    private final List<Call<?>> calls = new ArrayList<>();
    private final Map<String, String> retries = new LinkedHashMap<>();
    private int messages;
    private long event;

    QueueScenario(long seed) {
        node =
                new TestNode(
                        seed,
                        new EngineConfig(2, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(new SqsService()),
                        any -> {});
        create(STANDARD);
        create(FIFO, "FifoQueue", "true");
        create(DEAD);
        create(SOURCE, "RedrivePolicy", Account.redrive(DEAD, 2));
    }

    private void create(String name, String... attributes) {
        Map<String, String> all = new LinkedHashMap<>(Account.attributes(attributes));
        all.put("VisibilityTimeout", Long.toString(QueueModel.VISIBILITY.toSeconds()));
        node.call(CreateQueueRequest.builder().queueName(name).attributesWithStrings(all).build());
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        int dice = random.nextInt(100);
        if (dice < 35) {
            send(random);
        } else if (dice < 65) {
            receive(random);
        } else if (dice < 88) {
            delete(random);
        } else if (dice < 94) {
            changeVisibility(random);
        } else if (dice < 97) {
            hangUp(random);
        } else if (dice < 99 || random.nextInt(5) > 0) {
            move(random);
        } else {
            purge();
        }
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private void send(RandomGenerator random) {
        String queue = any(List.of(STANDARD, FIFO, FIFO, SOURCE), random);
        SendMessageRequest.Builder request = SendMessageRequest.builder().queueUrl(URL + queue);
        if (!queue.equals(FIFO)) {
            String body = "m" + messages++;
            if (random.nextInt(4) == 0) {
                request.delaySeconds(random.nextInt(20));
            }
            if (queue.equals(STANDARD) && random.nextInt(3) == 0) {
                request.messageGroupId("tenant-" + random.nextInt(3));
            }
            start(body, queue, null, request.messageBody(body));
            return;
        }
        // A producer that does not know what became of a message sends it again.
        String body = retries.isEmpty() ? "m" + messages++ : retries.keySet().iterator().next();
        String group = retries.remove(body);
        if (group == null) {
            group = "group-" + random.nextInt(4);
        }
        start(
                body,
                queue,
                group,
                request.messageBody(body).messageGroupId(group).messageDeduplicationId(body));
    }

    private void start(
            String body, String queue, @Nullable String group, SendMessageRequest.Builder request) {
        model.sending(body, queue, group, node.clock().instant());
        this.<SendMessageResponse>start(
                request.build(),
                answer -> {
                    model.sendingEnded(body);
                    model.sent(body, answer.value().messageId(), answer.value().sequenceNumber());
                },
                error -> {
                    model.sendingEnded(body);
                    if (group != null && model.mayRetry(body)) {
                        retries.put(body, group);
                    }
                });
    }

    private void receive(RandomGenerator random) {
        String queue = any(QUEUES, random);
        this.<ReceiveMessageResponse>start(
                receiving(queue)
                        .maxNumberOfMessages(random.nextInt(1, 11))
                        .waitTimeSeconds(random.nextBoolean() ? 0 : random.nextInt(20))
                        .build(),
                answer ->
                        model.received(
                                queue,
                                answer.value().messages(),
                                answer.startedAt(),
                                answer.earliest()),
                error -> model.receiveLost());
    }

    private static ReceiveMessageRequest.Builder receiving(String queue) {
        return ReceiveMessageRequest.builder()
                .queueUrl(URL + queue)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL);
    }

    private void delete(RandomGenerator random) {
        QueueModel.Held held = model.anyHeld(random);
        if (held == null) {
            return;
        }
        model.deleting(held.body());
        this.start(
                DeleteMessageRequest.builder()
                        .queueUrl(URL + held.queue())
                        .receiptHandle(held.handle())
                        .build(),
                answer -> model.deleted(held, event),
                error -> model.notDeleted(held.body(), error));
    }

    private void changeVisibility(RandomGenerator random) {
        QueueModel.Held held = model.anyHeld(random);
        if (held == null) {
            return;
        }
        int timeout = random.nextInt(40);
        model.visibilityChanging(held.body());
        this.start(
                ChangeMessageVisibilityRequest.builder()
                        .queueUrl(URL + held.queue())
                        .receiptHandle(held.handle())
                        .visibilityTimeout(timeout)
                        .build(),
                answer -> model.visibilityChanged(held.body()),
                error -> {
                    if (error instanceof AwsException) {
                        model.visibilityChanged(held.body());
                    }
                });
    }

    private void hangUp(RandomGenerator random) {
        if (calls.isEmpty()) {
            return;
        }
        Call<?> call = any(calls, random);
        if (!call.purge) {
            call.pending.cancel();
            model.receiveLost();
        }
    }

    private void move(RandomGenerator random) {
        model.moving();
        StartMessageMoveTaskRequest.Builder request =
                StartMessageMoveTaskRequest.builder().sourceArn(Account.arn(DEAD));
        if (random.nextBoolean()) {
            request.maxNumberOfMessagesPerSecond(random.nextInt(1, 501));
        }
        this.start(request.build(), answer -> {}, error -> {});
    }

    private void purge() {
        Set<String> before = model.acknowledged(STANDARD);
        this.start(
                PurgeQueueRequest.builder().queueUrl(URL + STANDARD).build(),
                answer -> model.purged(STANDARD, before, event),
                error -> {
                    if (!(error instanceof AwsException)) {
                        model.purged(STANDARD, Set.of(), event);
                    }
                });
    }

    private <O extends SdkPojo> void start(
            SdkPojo request, Consumer<Answer<O>> whenAnswered, Consumer<Throwable> whenFailed) {
        Instant[] earliest = {node.clock().instant()};
        calls.add(
                new Call<>(
                        node.start(request),
                        whenAnswered,
                        whenFailed,
                        request instanceof PurgeQueueRequest,
                        event,
                        earliest));
    }

    @Override
    public void restarted() {
        List<Call<?>> lost = List.copyOf(calls);
        calls.clear();
        model.restarted();
        lost.forEach(call ->
                call.whenFailed.accept(
                        new EngineException(EngineException.Reason.NOT_DURABLE, "lost")));
    }

    /** Tells the model what was answered since the last event. */
    @Override
    public void check() {
        event++;
        Instant now = node.clock().instant();
        model.clockShows(now);
        List<Call<?>> ended = new ArrayList<>();
        for (Call<?> call : calls) {
            if (now.isBefore(call.earliest[0])) {
                call.earliest[0] = now;
            }
            if (call.pending.ended() || call.pending.cancelled()) {
                ended.add(call);
            }
        }
        calls.removeAll(ended);
        ended.forEach(QueueScenario::tell);
    }

    private static <O> void tell(Call<O> call) {
        if (!call.pending.ended()) {
            call.whenFailed.accept(
                    new EngineException(EngineException.Reason.NOT_DURABLE, "hung up"));
            return;
        }
        Throwable error = call.pending.error();
        if (error == null) {
            call.whenAnswered.accept(
                    new Answer<>(call.pending.value(), call.startedAt, call.earliest[0]));
            return;
        }
        if (!(error instanceof EngineException) && !(error instanceof AwsException)) {
            throw new AssertionError("a call failed", error);
        }
        call.whenFailed.accept(error);
    }

    @Override
    public void finish() {
        calls.stream().filter(call -> !call.purge).forEach(call -> call.pending.cancel());
        model.receiveLost();
        // The clock may stand behind times by which the node has set deadlines.
        node.clock().moveTo(model.latest());
        node.advance(Duration.ofSeconds(25));
        check();
        reopenedEqualsLive();
        Map<String, Integer> left = new LinkedHashMap<>();
        int idle = 0;
        while (idle < 3) {
            node.advance(Duration.ofSeconds(45));
            idle = drain(left) ? 0 : idle + 1;
        }
        model.checkLeft(left);
    }

    private boolean drain(Map<String, Integer> left) {
        boolean any = false;
        for (String queue : QUEUES) {
            for (List<Message> some = take(queue); !some.isEmpty(); some = take(queue)) {
                any = true;
                for (Message message : some) {
                    left.merge(message.body(), 1, Integer::sum);
                    node.call(
                            DeleteMessageRequest.builder()
                                    .queueUrl(URL + queue)
                                    .receiptHandle(message.receiptHandle())
                                    .build());
                }
            }
        }
        return any;
    }

    private List<Message> take(String queue) {
        ReceiveMessageResponse response =
                node.call(receiving(queue).maxNumberOfMessages(10).build());
        return response.messages();
    }

    private void reopenedEqualsLive() {
        List<String> live = QUEUES.stream().map(this::described).toList();
        node.killAndRestart();
        assertThat(QUEUES.stream().map(this::described)).isEqualTo(live);
    }

    private String described(String name) {
        return new dev.antiphon.sqs.Consumer(node, URL + name)
                .inside((tx, live) -> IndexView.of(live.messages()));
    }
}
