package dev.antiphon.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * A queue with several messages of every key, read for a function that fails, hangs and is
 * interrupted. Once it is on the disk that it has succeeded for a key, it never gets that key
 * again; in the end it has succeeded for every key, and the queue is empty. If the queue is FIFO,
 * its groups keep their order.
 */
final class KeyedRecordsScenario implements Scenario {
    private static final Pattern KEY = Pattern.compile("order-id[^:]*:(\\d+)");
    private static final int KEYS_AT_ONCE = 5;
    private static final int GROUPS = 2;

    private record Sending(int key, Pending<SendMessageResponse> pending) {}

    private record Answering(Set<Integer> keys, Pending<Boolean> pending) {}

    private final Workshop workshop;
    private final List<Sending> sending = new ArrayList<>();
    private final List<Answering> answering = new ArrayList<>();
    private final List<BatchCall> calls = new ArrayList<>();
    private final Set<Integer> accepted = new LinkedHashSet<>();
    private final Set<Integer> recorded = new LinkedHashSet<>();

    /** Keys of successes whose record was under way when something failed. */
    private final Set<Integer> unknown = new HashSet<>();

    private int keys;
    private int messages;

    /** Null if the queue is not FIFO. */
    private final @Nullable GroupOrder order;

    private final String queue;

    /** A queue without order. */
    static KeyedRecordsScenario loose(long seed) {
        return new KeyedRecordsScenario(seed, false);
    }

    /** A FIFO queue, with messages of the same key in one group and in several. */
    static KeyedRecordsScenario inGroups(long seed) {
        return new KeyedRecordsScenario(seed, true);
    }

    private KeyedRecordsScenario(long seed, boolean groups) {
        workshop = new Workshop(seed, new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16));
        order = groups ? new GroupOrder() : null;
        queue = groups ? "q.fifo" : "q";
        if (groups) {
            workshop.createQueue(queue, "FifoQueue", "true", "VisibilityTimeout", "30");
        }
        workshop.map(
                Workshop.creation()
                        .eventSourceArn(Workshop.queueArn(queue))
                        .batchSize(4)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                        .tags(Map.of(Idempotency.KEY, "order-id", Idempotency.WINDOW, "2592000")));
    }

    @Override
    public TestNode node() {
        return workshop.node();
    }

    @Override
    public void act(RandomGenerator random) {
        int dice = random.nextInt(10);
        if (dice < 4) {
            if (random.nextInt(4) == 0) {
                keys++;
            }
            send(Math.max(0, keys - random.nextInt(KEYS_AT_ONCE)), random.nextInt(GROUPS));
        } else if (!calls.isEmpty()) {
            BatchCall call = calls.remove(random.nextInt(calls.size()));
            if (random.nextInt(8) > 0) { // else it hangs
                answer(call, random);
            }
        }
    }

    private void send(int key, int group) {
        SendMessageRequest.Builder message =
                SendMessageRequest.builder()
                        .queueUrl(Workshop.queueUrl(queue))
                        .messageBody("{\"order-id\":" + key + "}");
        if (order != null) {
            message.messageGroupId("g" + group).messageDeduplicationId("m" + messages++);
        }
        sending.add(new Sending(key, node().start(message.build())));
    }

    private static int key(SourceRecord record) {
        Matcher matcher = KEY.matcher(new String(record.json(), StandardCharsets.UTF_8));
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private void answer(BatchCall call, RandomGenerator random) {
        if (random.nextInt(5) == 0) {
            workshop.startFinish(call, new CallOutcome.Failed("Unhandled", "{}", true, null));
            return;
        }
        Set<Integer> done = new HashSet<>();
        StringBuilder failures = new StringBuilder();
        for (SourceRecord record : call.records()) {
            if (random.nextInt(5) == 0) {
                failures.append(failures.isEmpty() ? "" : ",")
                        .append("{\"itemIdentifier\":\"")
                        .append(record.id())
                        .append("\"}");
            } else {
                done.add(key(record));
            }
        }
        succeed(call, done, "{\"batchItemFailures\":[" + failures + "]}");
    }

    private void succeed(BatchCall call, Set<Integer> done, String report) {
        byte[] body = report.getBytes(StandardCharsets.UTF_8);
        CallOutcome outcome = new CallOutcome.Succeeded(new Answer.Response(200, List.of(), body));
        answering.add(new Answering(done, workshop.startFinish(call, outcome)));
    }

    private void gather() {
        for (BatchCall call : workshop.calls()) {
            List<Integer> of = call.records().stream().map(KeyedRecordsScenario::key).toList();
            assertThat(of).doesNotHaveDuplicates().noneMatch(recorded::contains);
            if (order != null) {
                order.handedOut(call, record -> isDone(key(record)));
            }
            calls.add(call);
        }
    }

    private boolean isDone(int key) {
        return recorded.contains(key)
                || unknown.contains(key)
                || answering.stream().anyMatch(each -> each.keys.contains(key));
    }

    @Override
    public void restarted() {
        sending.clear();
        answering.forEach(each -> unknown.addAll(each.keys));
        answering.clear();
        calls.clear();
    }

    @Override
    public void check() {
        gather();
        sending.removeIf(each -> {
            if (succeeded(each.pending)) {
                accepted.add(each.key);
            }
            return each.pending.ended();
        });
        answering.removeIf(each -> {
            if (each.pending.ended()) {
                (succeeded(each.pending) ? recorded : unknown).addAll(each.keys);
            }
            return each.pending.ended();
        });
    }

    private static boolean succeeded(Pending<?> pending) {
        if (!pending.ended()) {
            return false;
        }
        if (pending.error() != null) {
            assertThat(pending.error()).isInstanceOf(EngineException.class);
        }
        return pending.error() == null;
    }

    @Override
    public void finish() {
        node().killAndRestart(); // for those that hang
        restarted();
        for (int i = 0; i < 100; i++) {
            check();
            List<BatchCall> now = List.copyOf(calls);
            calls.clear();
            for (BatchCall call : now) {
                Set<Integer> done = new HashSet<>();
                call.records().forEach(record -> done.add(key(record)));
                succeed(call, done, "");
            }
            node().advance(Duration.ofMinutes(1)); // the clock may have gone back by many
        }
        check();
        assertThat(accepted).allMatch(key -> recorded.contains(key) || unknown.contains(key));
        assertThat(workshop.rows(queue, RecordClaims.DONE)).isGreaterThanOrEqualTo(accepted.size());
        assertThat(workshop.rows(queue, RecordClaims.CLAIMS)).isZero();
        assertThat(workshop.counts(queue)).containsExactly("0", "0");
    }
}
