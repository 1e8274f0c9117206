package dev.antiphon.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Routers that send to targets of all kinds, and endpoints outside that fail, hang and answer late.
 * Inside, every accepted delivery arrives exactly once, there or in the dead-letter queue; outside,
 * at least once or in the dead-letter queue.
 */
final class DeliveryScenario implements Scenario {
    private static final List<String> TARGETS =
            List.of(
                    "takes-1",
                    "takes-2",
                    "third-1",
                    "never-1",
                    "later-1",
                    "outside-1",
                    "outside-2");

    private record Sent(String target, String body, Pending<Boolean> pending) {}

    private final Inn inn = new Inn();
    private final Deliveries deliveries = new Deliveries(List.of(inn));
    private final TestNode node;
    private final List<Sent> open = new ArrayList<>();
    private final List<Sent> accepted = new ArrayList<>();
    private final List<OutsideAttempt> calls = new ArrayList<>();
    private final Set<String> arrivedOutside = new HashSet<>();
    private int bodies;

    DeliveryScenario(long seed) {
        node =
                new TestNode(
                        seed,
                        new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(inn, deliveries),
                        any -> {});
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        gatherCalls();
        if (random.nextInt(3) > 0) {
            send(random);
        } else if (!calls.isEmpty()) {
            OutsideAttempt call = calls.remove(random.nextInt(calls.size()));
            if (random.nextInt(10) > 0) { // else the endpoint hangs, until something is restarted
                answer(call, outcome(random));
            }
        }
    }

    private static CallOutcome outcome(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> new CallOutcome.Failed("ERROR_FROM_TARGET", "404", false, null);
            case 1, 2 -> new CallOutcome.Failed("ERROR_FROM_TARGET", "503", true, null);
            case 3 -> new CallOutcome.Failed("THROTTLING", "429", true, Duration.ofSeconds(5));
            default -> new CallOutcome.Succeeded();
        };
    }

    private void send(RandomGenerator random) {
        String target = TARGETS.get(random.nextInt(TARGETS.size()));
        String body = "m" + bodies++;
        String sender = "arn:aws:events:us-east-1:000000000000:rule/" + random.nextInt(5);
        RetryPolicy retry = RetryPolicy.events(random.nextInt(3, 8), null);
        open.add(
                new Sent(
                        target,
                        body,
                        node.startWork(
                                sender,
                                tx -> {
                                    Deliveries.send(
                                            tx,
                                            new Delivery(
                                                    Inn.arn(target),
                                                    new Origin(Origin.Kind.RULE, sender),
                                                    Content.of(body),
                                                    retry,
                                                    Delivery.DeadLetters.to(Inn.arn("takes-dead")),
                                                    tx.now(),
                                                    body,
                                                    null));
                                    return Outcome.reply(true);
                                })));
    }

    private void gatherCalls() {
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof OutsideAttempt attempt) {
                calls.add(attempt);
            }
        }
    }

    private void answer(OutsideAttempt call, CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Succeeded
                && call.call() instanceof OutsideCall.Http http) {
            arrivedOutside.add(new String(http.body(), StandardCharsets.UTF_8));
        }
        // What becomes of this answer is not looked at: if it is lost, the call is made again.
        node.startWork(
                call.target(),
                tx -> {
                    deliveries.finish(tx, call, outcome);
                    return Outcome.reply(true);
                });
    }

    @Override
    public void restarted() {
        open.clear();
        calls.clear();
    }

    @Override
    public void check() {
        open.removeIf(sent -> {
            if (sent.pending.ended()) {
                if (sent.pending.error() == null) {
                    accepted.add(sent);
                } else {
                    assertThat(sent.pending.error()).isInstanceOf(EngineException.class);
                }
            }
            return sent.pending.ended();
        });
    }

    @Override
    public void finish() {
        node.killAndRestart(); // for those that hang
        for (int i = 0; i < 500; i++) {
            gatherCalls();
            List<OutsideAttempt> now = List.copyOf(calls);
            calls.clear();
            now.forEach(call -> answer(call, new CallOutcome.Succeeded()));
            node.advance(Duration.ofMinutes(5));
        }
        gatherCalls();
        assertThat(calls).isEmpty();
        Map<String, Integer> arrived = new HashMap<>();
        node.engine()
                .partitions()
                .forEach(partition -> {
                    for (String guest : guests(partition.index())) {
                        arrived.merge(guest.split(" ")[1], 1, Integer::sum);
                    }
                });
        arrived.forEach((body, times) -> assertThat(times).as(body).isEqualTo(1));
        for (Sent sent : accepted) {
            boolean outside = sent.target.startsWith("outside");
            assertThat(
                            arrived.containsKey(sent.body)
                                    || (outside && arrivedOutside.contains(sent.body)))
                    .as("%s has reached %s", sent.body, sent.target)
                    .isTrue();
        }
    }

    private List<String> guests(int partition) {
        int i = 0;
        while (node.engine().router().partitionOf("address-" + i) != partition) {
            i++;
        }
        return node.run("address-" + i, tx -> Outcome.reply(Inn.guests(tx)));
    }
}
