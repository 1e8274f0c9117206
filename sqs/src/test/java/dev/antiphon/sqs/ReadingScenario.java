package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.sqs.Readers.Reading;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Queues that are read by consumers who fail, hang, have no room, stop and begin again. Every
 * accepted message is handled at least once before it is gone; in a group none is handed out before
 * all that came earlier were handled or are before it in its batch.
 */
final class ReadingScenario implements Scenario {
    private static final List<String> QUEUES = List.of("a", "b", "c.fifo");
    private static final int GROUPS = 3;

    /** A message of a group, by its place in it. */
    private record Sent(String queue, int group, int number) {
        String body() {
            return queue + "/" + group + "/" + number + "/";
        }
    }

    private record Sending(Sent sent, Pending<SendMessageResponse> pending) {}

    private final Readers readers = new Readers();
    private final TestNode node;
    private final List<Sending> sending = new ArrayList<>();
    private final Set<Sent> accepted = new LinkedHashSet<>();
    private final Set<String> handled = new HashSet<>();
    private final List<BatchCall> calls = new ArrayList<>();
    private int numbers;

    ReadingScenario(long seed) {
        node =
                new TestNode(
                        seed,
                        new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(new SqsService(), readers, readers.pollers()),
                        any -> {});
        for (String queue : QUEUES) {
            boolean fifo = queue.endsWith(".fifo");
            node.call(
                    fifo
                            ? Account.creation(
                                    queue, "FifoQueue", "true", "MessageRetentionPeriod", "1209600")
                            : Account.creation(queue, "MessageRetentionPeriod", "1209600"));
            define(queue, reading(queue));
        }
        node.runUntilQuiet();
    }

    private static Reading reading(String queue) {
        Reading reading = Reading.of(Account.arn(queue)).batches(3);
        return queue.equals("b") ? reading.window(2).batches(5).atOnce(2) : reading;
    }

    private void define(String queue, Reading reading) {
        // Whether it comes to be does not matter: what is read last is what finish() defines.
        node.startWork(
                Account.arn(queue),
                tx -> {
                    Readers.define(tx, queue, reading);
                    return Outcome.reply(true);
                });
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        gatherCalls();
        int dice = random.nextInt(20);
        String queue = QUEUES.get(random.nextInt(QUEUES.size()));
        if (dice < 9) {
            send(queue, random.nextInt(GROUPS));
        } else if (dice < 19) {
            if (!calls.isEmpty()) {
                BatchCall call = calls.remove(random.nextInt(calls.size()));
                if (random.nextInt(12) > 0) { // else it hangs
                    answer(call, outcome(random));
                }
            }
        } else {
            define(queue, random.nextBoolean() ? reading(queue) : reading(queue).stopped());
        }
    }

    private static CallOutcome outcome(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> Readers.FAILED;
            case 1 -> Readers.FULL;
            default -> Readers.TOOK;
        };
    }

    private void send(String queue, int group) {
        Sent sent = new Sent(queue, group, numbers++);
        SendMessageRequest.Builder request =
                SendMessageRequest.builder()
                        .queueUrl(TestNode.CALLER.endpoint() + "/" + Account.ID + "/" + queue)
                        .messageBody(sent.body());
        if (queue.endsWith(".fifo")) {
            request.messageGroupId("g" + group).messageDeduplicationId("d" + sent.number);
        }
        sending.add(new Sending(sent, node.start(request.build())));
    }

    private void gatherCalls() {
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof BatchCall call) {
                checkOrder(call);
                calls.add(call);
            }
        }
    }

    private void checkOrder(BatchCall call) {
        if (!call.source().endsWith(".fifo")) {
            return;
        }
        Set<String> before = new HashSet<>();
        for (SourceRecord record : call.records()) {
            String body = body(record);
            String[] parts = body.split("/");
            for (Sent sent : accepted) {
                if (sent.queue.equals(parts[0])
                        && sent.group == Integer.parseInt(parts[1])
                        && sent.number < Integer.parseInt(parts[2])) {
                    assertThat(handled.contains(sent.body()) || before.contains(sent.body()))
                            .as("%s before %s", sent.body(), body)
                            .isTrue();
                }
            }
            before.add(body);
        }
    }

    private static String body(SourceRecord record) {
        String json = new String(record.json(), StandardCharsets.UTF_8);
        return json.replaceAll(".*\"body\":\"([^\"]*)\".*", "$1");
    }

    private void answer(BatchCall call, CallOutcome outcome) {
        if (outcome.equals(Readers.TOOK)) {
            call.records().forEach(record -> handled.add(body(record)));
        }
        // What becomes of this answer is not looked at: if it is lost, the messages come back.
        node.startWork(
                call.source(),
                tx -> {
                    readers.pollers().finish(tx, call, outcome);
                    return Outcome.reply(true);
                });
    }

    @Override
    public void restarted() {
        sending.clear();
        calls.clear();
    }

    @Override
    public void check() {
        sending.removeIf(each -> {
            if (each.pending.ended()) {
                if (each.pending.error() == null) {
                    accepted.add(each.sent);
                } else {
                    assertThat(each.pending.error()).isInstanceOf(EngineException.class);
                }
            }
            return each.pending.ended();
        });
        gatherCalls();
    }

    @Override
    public void finish() {
        node.killAndRestart(); // for those that hang
        restarted();
        QUEUES.forEach(queue -> define(queue, reading(queue)));
        node.runUntilQuiet();
        for (int i = 0; i < 200; i++) {
            gatherCalls();
            List<BatchCall> now = List.copyOf(calls);
            calls.clear();
            now.forEach(call -> answer(call, Readers.TOOK));
            node.advance(Duration.ofSeconds(10));
        }
        for (Sent sent : accepted) {
            assertThat(handled.contains(sent.body())).as(sent.body()).isTrue();
        }
        for (String queue : QUEUES) {
            GetQueueAttributesResponse response =
                    node.call(
                            GetQueueAttributesRequest.builder()
                                    .queueUrl(
                                            TestNode.CALLER.endpoint()
                                                    + "/"
                                                    + Account.ID
                                                    + "/"
                                                    + queue)
                                    .attributeNamesWithStrings("All")
                                    .build());
            assertThat(response.attributesAsStrings())
                    .containsEntry("ApproximateNumberOfMessages", "0")
                    .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
        }
    }
}
