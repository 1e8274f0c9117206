package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Publishers on three buses. The first forwards to the second; rules pick events by kind for
 * queues; one target is missing and has a dead-letter queue. Whatever crashes, an event whose call
 * was answered is in each queue that wants it exactly once, and one whose call was not is in all of
 * them or in none. Rules that have nothing to do with it come and go meanwhile.
 */
final class RoutingScenario implements Scenario {
    private static final List<String> BUSES = List.of("default", "first", "second");
    private static final List<String> KINDS = List.of("a", "b", "c");
    private static final List<String> QUEUES = List.of("all", "as", "forwarded", "numbers", "dead");
    private static final Pattern NUMBER = Pattern.compile("\"number\":([0-9]+)");

    /** An event that was put. */
    private record Put(String bus, String kind, int number) {
        boolean wantedBy(String queue) {
            boolean shop = !bus.equals("default");
            return switch (queue) {
                case "all" -> bus.equals("first");
                case "as" -> bus.equals("first") && kind.equals("a");
                case "forwarded" -> shop && !kind.equals("c");
                case "numbers" -> bus.equals("default") && number % 100 < 50;
                case "dead" -> bus.equals("default") && kind.equals("b");
                default -> throw new IllegalArgumentException(queue);
            };
        }
    }

    private record Call(List<Put> events, Pending<PutEventsResponse> pending) {}

    private final Account account;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Put> acknowledged = new LinkedHashMap<>();
    private final Map<Integer, Put> unknown = new LinkedHashMap<>();
    private int numbers;

    RoutingScenario(long seed) {
        account = new Account(seed, new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16));
        account.bus("first");
        String second = account.bus("second");
        QUEUES.forEach(account::queue);
        account.rule("first", "all", "{\"source\":[\"shop\"]}", Account.queueArn("all"));
        account.rule("first", "as", "{\"detail\":{\"kind\":[\"a\"]}}", Account.queueArn("as"));
        account.rule("first", "on", "{\"source\":[{\"prefix\":\"sh\"}]}", second);
        account.rule(
                "second",
                "not-c",
                "{\"detail\":{\"kind\":[{\"anything-but\":\"c\"}]}}",
                Account.queueArn("forwarded"));
        account.rule(
                "default",
                "numbers",
                "{\"detail\":{\"rest\":[{\"numeric\":[\"<\",50]}]}}",
                Account.queueArn("numbers"));
        account.rule("default", "lost", "{\"detail\":{\"kind\":[\"b\"]}}");
        account.target(
                "default",
                "lost",
                Target.builder()
                        .id("t")
                        .arn(Account.queueArn("missing"))
                        .deadLetterConfig(
                                DeadLetterConfig.builder().arn(Account.queueArn("dead")).build())
                        .build());
    }

    @Override
    public TestNode node() {
        return account.node();
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    @Override
    public void act(RandomGenerator random) {
        if (random.nextInt(12) == 0) {
            node().start(
                            PutRuleRequest.builder()
                                    .eventBusName("first")
                                    .name("other-" + random.nextInt(5))
                                    .eventPattern(
                                            "{\"source\":[\"other-" + random.nextInt(5) + "\"]}")
                                    .build());
            return;
        }
        List<Put> events = new ArrayList<>();
        List<PutEventsRequestEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            Put put = new Put(any(BUSES, random), any(KINDS, random), numbers++);
            events.add(put);
            entries.add(
                    Account.entry(
                            put.bus,
                            "shop",
                            "{\"number\":%d,\"rest\":%d,\"kind\":\"%s\"}"
                                    .formatted(put.number, put.number % 100, put.kind)));
        }
        calls.add(
                new Call(
                        events, node().start(PutEventsRequest.builder().entries(entries).build())));
    }

    @Override
    public void restarted() {
        calls.forEach(call -> remember(call, unknown));
        calls.clear();
    }

    private static void remember(Call call, Map<Integer, Put> events) {
        call.events.forEach(put -> events.put(put.number, put));
    }

    @Override
    public void check() {
        List<Call> ended = calls.stream().filter(call -> call.pending.ended()).toList();
        calls.removeAll(ended);
        for (Call call : ended) {
            Throwable error = call.pending.error();
            if (error == null) {
                assertThat(call.pending.value().failedEntryCount()).isZero();
                remember(call, acknowledged);
            } else if (error instanceof EngineException || error instanceof AwsException) {
                remember(call, unknown);
            } else {
                throw new AssertionError("a call failed", error);
            }
        }
    }

    @Override
    public void finish() {
        node().advance(Duration.ofMinutes(20));
        check();
        assertThat(calls).isEmpty();
        Map<Integer, List<String>> arrived = new LinkedHashMap<>();
        for (String queue : QUEUES) {
            for (Message message : account.messages(queue)) {
                Matcher number = NUMBER.matcher(message.body());
                assertThat(number.find()).isTrue();
                arrived.computeIfAbsent(Integer.parseInt(number.group(1)), _ -> new ArrayList<>())
                        .add(queue);
            }
        }
        acknowledged.forEach((number, put) ->
                assertThat(arrived.getOrDefault(number, List.of()))
                        .as("queues that have %s", put)
                        .containsExactlyElementsOf(wanting(put)));
        unknown.forEach((number, put) -> {
            List<String> queues = arrived.get(number);
            if (queues != null) {
                assertThat(queues)
                        .as("queues that have %s", put)
                        .containsExactlyElementsOf(wanting(put));
            }
        });
        arrived.keySet().removeAll(acknowledged.keySet());
        arrived.keySet().removeAll(unknown.keySet());
        assertThat(arrived).isEmpty();
    }

    private static List<String> wanting(Put put) {
        return QUEUES.stream().filter(put::wantedBy).toList();
    }
}
