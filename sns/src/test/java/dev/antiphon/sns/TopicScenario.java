package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Publishers of standard and FIFO topics with queues behind them, crashes and a disk that fails.
 * Every message that was accepted reaches every queue whose policy wants it exactly once, one
 * without an answer at most once, and FIFO queues get each group in the order of the topic.
 * Publishers who do not know what became of a message publish it again under its deduplication id.
 */
final class TopicScenario implements Scenario {
    private static final String STANDARD = "standard";
    private static final String FIFO = "topic.fifo";
    private static final int TENANTS = 3;

    /** The queues behind each topic, by what they want: a tenant, or null for all. */
    private static final Map<String, Map<String, String>> QUEUES =
            Map.of(
                    STANDARD, Map.of("all-1", "", "all-2", "", "of-0", "0", "of-1", "1"),
                    FIFO, Map.of("all.fifo", "", "of-2.fifo", "2", "unordered", ""));

    /**
     * @param sequence what the publisher was told, or null on standard topics
     */
    private record Accepted(String topic, String tenant, @Nullable String sequence) {}

    private record Call(
            List<String> bodies, String topic, String tenant, Pending<? extends SdkPojo> pending) {}

    private final TestNode node;
    private final List<Call> open = new ArrayList<>();
    private final Map<String, Accepted> accepted = new LinkedHashMap<>();
    private final Map<String, String> retries = new LinkedHashMap<>();

    /** When a message was published for the first time, and those that were again too late. */
    private final Map<String, Instant> begun = new HashMap<>();

    private final Set<String> repeatedLate = new HashSet<>();
    private Instant latest = Instant.EPOCH;
    private int bodies;

    TopicScenario(long seed) {
        SnsParts parts = new SnsParts(SnsConfig.DEFAULTS, false, (text, algorithm) -> "");
        node =
                new TestNode(
                        seed,
                        new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(
                                new SqsService(),
                                new SnsService(parts),
                                new Deliveries(List.of(new QueueTarget(), new TopicTarget(parts)))),
                        any -> {});
        for (String topic : List.of(STANDARD, FIFO)) {
            CreateTopicResponse created =
                    node.call(
                            CreateTopicRequest.builder()
                                    .name(topic)
                                    .attributes(
                                            topic.equals(FIFO)
                                                    ? Map.of("FifoTopic", "true")
                                                    : Map.of())
                                    .build());
            new TreeMap<>(QUEUES.getOrDefault(topic, Map.of()))
                    .forEach((queue, tenant) -> subscribe(created.topicArn(), queue, tenant));
        }
    }

    private void subscribe(String topic, String queue, String tenant) {
        Map<String, String> attributes =
                queue.endsWith(".fifo") ? Map.of("FifoQueue", "true") : Map.of();
        node.call(
                CreateQueueRequest.builder()
                        .queueName(queue)
                        .attributesWithStrings(attributes)
                        .build());
        Map<String, String> subscription = new LinkedHashMap<>();
        subscription.put("RawMessageDelivery", "true");
        if (!tenant.isEmpty()) {
            subscription.put("FilterPolicy", "{\"tenant\":[\"" + tenant + "\"]}");
        }
        node.call(
                World.subscription(topic, "sqs", World.queueArn(queue)).toBuilder()
                        .attributes(subscription)
                        .build());
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        String tenant = Integer.toString(random.nextInt(TENANTS));
        if (random.nextBoolean()) {
            publish(STANDARD, tenant, List.of("m" + bodies++), random.nextInt(4) == 0);
        } else if (retries.isEmpty() || random.nextBoolean()) {
            List<String> several = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                several.add("m" + bodies++);
            }
            publish(FIFO, tenant, several, several.size() > 1);
        } else {
            String body = retries.keySet().iterator().next();
            publish(FIFO, retries.getOrDefault(body, tenant), List.of(body), false);
            retries.remove(body);
        }
    }

    private void publish(String topic, String tenant, List<String> texts, boolean batch) {
        var attributes = Map.of("tenant", World.attribute("String", tenant));
        String group = topic.equals(FIFO) ? tenant : null;
        SdkPojo request;
        if (batch) {
            request =
                    PublishBatchRequest.builder()
                            .topicArn(World.topicArn(topic))
                            .publishBatchRequestEntries(
                                    texts.stream()
                                            .map(text ->
                                                    PublishBatchRequestEntry.builder()
                                                            .id(text)
                                                            .message(text)
                                                            .messageAttributes(attributes)
                                                            .messageGroupId(group)
                                                            .messageDeduplicationId(
                                                                    group == null ? null : text)
                                                            .build())
                                            .toList())
                            .build();
        } else {
            request =
                    PublishRequest.builder()
                            .topicArn(World.topicArn(topic))
                            .message(texts.getFirst())
                            .messageAttributes(attributes)
                            .messageGroupId(group)
                            .messageDeduplicationId(group == null ? null : texts.getFirst())
                            .build();
        }
        texts.forEach(text -> begun.putIfAbsent(text, node.clock().instant()));
        open.add(new Call(texts, topic, tenant, node.start(request)));
    }

    @Override
    public void restarted() {
        List<Call> lost = List.copyOf(open);
        open.clear();
        lost.forEach(this::retry);
    }

    private void retry(Call call) {
        if (call.topic.equals(FIFO)) {
            call.bodies.forEach(body -> retries.put(body, call.tenant));
        }
    }

    @Override
    public void check() {
        Instant now = node.clock().instant();
        latest = now.isAfter(latest) ? now : latest;
        // By then a repetition may count as a new message: the clock jumps.
        for (Call call : open) {
            for (String body : call.bodies) {
                if (begun.getOrDefault(body, latest)
                        .plus(Deduplication.INTERVAL)
                        .isBefore(latest)) {
                    repeatedLate.add(body);
                }
            }
        }
        List<Call> ended = open.stream().filter(call -> call.pending.ended()).toList();
        open.removeAll(ended);
        for (Call call : ended) {
            Throwable error = call.pending.error();
            if (error != null) {
                assertThat(error)
                        .isInstanceOf(EngineException.class)
                        .isNotInstanceOf(AwsException.class);
                retry(call);
                continue;
            }
            switch (call.pending.value()) {
                case PublishResponse one ->
                        accept(call, call.bodies.getFirst(), one.sequenceNumber());
                case PublishBatchResponse several ->
                        several.successful()
                                .forEach(each -> accept(call, each.id(), each.sequenceNumber()));
                default -> throw new AssertionError();
            }
        }
    }

    private void accept(Call call, String body, @Nullable String sequence) {
        Accepted before = accepted.put(body, new Accepted(call.topic, call.tenant, sequence));
        if (before != null && !repeatedLate.contains(body)) {
            assertThat(sequence)
                    .as("a repetition is told the first one's number")
                    .isEqualTo(before.sequence());
        }
    }

    @Override
    public void finish() {
        check();
        // The clock may stand behind times by which the node has set deadlines.
        node.clock().moveTo(latest);
        node.advance(Duration.ofMinutes(1));
        QUEUES.forEach(
                (topic, queues) -> queues.forEach((queue, tenant) -> check(topic, queue, tenant)));
    }

    private void check(String topic, String queue, String tenant) {
        List<String> arrived = drain(queue);
        Set<String> distinct = new HashSet<>(arrived);
        assertThat(arrived.stream().filter(body -> !repeatedLate.contains(body)))
                .as("%s has nothing twice", queue)
                .doesNotHaveDuplicates();
        Map<String, String> lastOfGroup = new HashMap<>();
        accepted.forEach((body, message) -> {
            boolean wanted =
                    message.topic.equals(topic)
                            && (tenant.isEmpty() || tenant.equals(message.tenant));
            assertThat(distinct.contains(body)).as("%s in %s", body, queue).isEqualTo(wanted);
        });
        if (queue.endsWith(".fifo")) {
            for (String body : arrived) {
                Accepted message = accepted.get(body);
                if (message != null && message.sequence() != null && !repeatedLate.contains(body)) {
                    String last = lastOfGroup.put(message.tenant, message.sequence());
                    assertThat(last == null || last.compareTo(message.sequence()) < 0)
                            .as("%s is in its place", body)
                            .isTrue();
                }
            }
        }
    }

    private List<String> drain(String queue) {
        String url = "http://localhost:4566/000000000000/" + queue;
        List<String> texts = new ArrayList<>();
        while (true) {
            ReceiveMessageResponse response =
                    node.call(
                            ReceiveMessageRequest.builder()
                                    .queueUrl(url)
                                    .maxNumberOfMessages(10)
                                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                    .build());
            if (response.messages().isEmpty()) {
                return texts;
            }
            for (Message message : response.messages()) {
                texts.add(message.body());
                node.call(
                        DeleteMessageRequest.builder()
                                .queueUrl(url)
                                .receiptHandle(message.receiptHandle())
                                .build());
            }
        }
    }
}
