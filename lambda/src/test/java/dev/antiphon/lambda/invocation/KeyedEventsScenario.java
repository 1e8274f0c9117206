package dev.antiphon.lambda.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Two rules send events with a handful of keys to a function that fails, hangs and is interrupted.
 * Its destination is told of every event that has ended well: of each key of a rule once with a
 * call, and as often as there were other events without one.
 */
final class KeyedEventsScenario implements Scenario {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:" + Stage.ID + ":function:f";
    private static final List<String> RULES = List.of("one", "two");
    private static final int KEYS = 6;

    private record Sent(String rule, int key, int number) {
        String payload() {
            return "\"" + kind() + number + ";\"";
        }

        /** What the function is to succeed once for. */
        String kind() {
            return rule + "/" + key + "/";
        }
    }

    private record Sending(Sent sent, Pending<Boolean> pending) {}

    private final Stage stage;
    private final List<Sending> sending = new ArrayList<>();
    private final Set<Sent> accepted = new LinkedHashSet<>();
    private final List<OutsideAttempt> attempts = new ArrayList<>();
    private int numbers;

    KeyedEventsScenario(long seed) {
        stage = new Stage(seed, new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16));
        stage.call(
                PutFunctionEventInvokeConfigRequest.builder()
                        .functionName("f")
                        .maximumRetryAttempts(0)
                        .destinationConfig(
                                to -> to.onSuccess(on -> on.destination(Stage.queueArn("q"))))
                        .build());
    }

    @Override
    public TestNode node() {
        return stage.node();
    }

    @Override
    public void act(RandomGenerator random) {
        attempts.addAll(stage.attempts());
        if (random.nextInt(3) == 0) {
            send(RULES.get(random.nextInt(RULES.size())), random.nextInt(KEYS));
        } else if (!attempts.isEmpty()) {
            OutsideAttempt attempt = attempts.remove(random.nextInt(attempts.size()));
            switch (random.nextInt(6)) {
                case 0 -> {} // it hangs
                case 1, 2 -> end(attempt, false);
                default -> end(attempt, true);
            }
        }
    }

    private void send(String rule, int key) {
        Sent sent = new Sent(rule, key, numbers++);
        String arn = "arn:aws:events:us-east-1:" + Stage.ID + ":rule/" + rule;
        Content content =
                Content.of(sent.payload())
                        .with(Content.IDEMPOTENCY_KEY, Integer.toString(key))
                        .with(Content.IDEMPOTENCY_WINDOW, "2592000");
        Pending<Boolean> pending =
                node().startWork(
                                arn,
                                tx -> {
                                    Deliveries.send(
                                            tx,
                                            new Delivery(
                                                    FUNCTION,
                                                    new Origin(Origin.Kind.RULE, arn),
                                                    content,
                                                    RetryPolicy.events(null, null),
                                                    null,
                                                    tx.now(),
                                                    "event",
                                                    null));
                                    return Outcome.reply(true);
                                });
        sending.add(new Sending(sent, pending));
    }

    /** What becomes of it is not looked at: if it is lost, the event is attempted again. */
    private void end(OutsideAttempt attempt, boolean well) {
        node().startWork(
                        attempt.target(),
                        tx -> {
                            stage.deliveries()
                                    .finish(
                                            tx,
                                            attempt,
                                            well ? Stage.answer("1") : Stage.failed("{}"));
                            return Outcome.reply(true);
                        });
    }

    @Override
    public void restarted() {
        // Whether those that were being sent are there is not known; their keys are sent again.
        sending.clear();
        attempts.clear();
    }

    @Override
    public void check() {
        attempts.addAll(stage.attempts());
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
    }

    @Override
    public void finish() {
        node().killAndRestart(); // for those that hang
        restarted();
        for (String rule : RULES) {
            for (int key = 0; key < KEYS; key++) {
                send(rule, key);
            }
        }
        node().runUntilQuiet();
        for (int i = 0; i < 60; i++) {
            check();
            List<OutsideAttempt> now = List.copyOf(attempts);
            attempts.clear();
            now.forEach(attempt -> end(attempt, true));
            node().advance(Duration.ofMinutes(2));
        }
        List<String> records = records();
        for (String rule : RULES) {
            for (int key = 0; key < KEYS; key++) {
                String kind = new Sent(rule, key, 0).kind();
                assertThat(records)
                        .filteredOn(record -> record.contains('"' + kind))
                        .as("records of %s", kind)
                        .filteredOn(record -> !record.contains("\"approximateInvokeCount\":0"))
                        .hasSize(1);
            }
        }
        for (Sent sent : accepted) {
            assertThat(records)
                    .filteredOn(record -> record.contains(sent.payload()))
                    .as("records of %s", sent)
                    .hasSizeLessThanOrEqualTo(1);
        }
        int last = numbers - RULES.size() * KEYS;
        for (Sent sent : accepted) {
            if (sent.number >= last) {
                assertThat(records).anyMatch(record -> record.contains(sent.payload()));
            }
        }
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        while (true) {
            List<Message> messages = stage.messages();
            if (messages.isEmpty()) {
                return records;
            }
            messages.forEach(message -> records.add(message.body()));
        }
    }
}
