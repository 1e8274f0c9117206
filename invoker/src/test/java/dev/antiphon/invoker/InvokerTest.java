package dev.antiphon.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.delivery.source.Pollers;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.invoker.function.FunctionConfig;
import dev.antiphon.invoker.function.FunctionCredentials;
import dev.antiphon.invoker.function.FunctionRunner;
import dev.antiphon.testkit.TestNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries to endpoints on the loopback: a node under virtual time, calls in real time. */
@Timeout(120)
class InvokerTest {
    private static final String TARGET = "arn:aws:endpoint:us-east-1:000000000000:";

    private final Endpoint endpoint = new Endpoint();
    private final Deliveries deliveries = new Deliveries(List.of(new Endpoints()));
    private final TestNode node =
            new TestNode(
                    1,
                    new EngineConfig(1, 10_000, 1 << 20, 1 << 20, 64),
                    List.of(deliveries),
                    any -> {});
    private final Invoker invoker =
            new Invoker(
                    node.engine(),
                    deliveries,
                    new Pollers(new Sources(List.of()), List.of()),
                    call -> new CallOutcome.Failed("NO_RESOURCE", "none", false, null),
                    (text, algorithm) -> algorithm + " " + text.length,
                    MailConfig.DEFAULTS,
                    new FunctionRunner(
                            FunctionConfig.DEFAULTS,
                            Path.of("never made"),
                            Path.of("never made"),
                            code -> InputStream.nullInputStream(),
                            account -> new FunctionCredentials.Keys("id", "secret", "", () -> {}),
                            entry -> {},
                            () -> "http://127.0.0.1"));

    /** A target is a path of the endpoint. */
    private final class Endpoints implements TargetType {
        @Override
        public String service() {
            return "endpoint";
        }

        @Override
        public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
            String path = delivery.target().substring(TARGET.length());
            return new Attempt.Outside(
                    new OutsideCall.Http(
                            "POST",
                            endpoint.url("/" + path + "?" + delivery.cause()),
                            List.of(),
                            delivery.content().body(),
                            Duration.ofSeconds(60),
                            List.of()));
        }
    }

    @AfterEach
    void end() {
        invoker.close();
        endpoint.close();
    }

    private void send(String path, String cause) {
        node.run(
                "arn:aws:events:us-east-1:000000000000:rule/r",
                tx -> {
                    Deliveries.send(
                            tx,
                            new Delivery(
                                    TARGET + path,
                                    new Origin(Origin.Kind.RULE, "arn:rule"),
                                    Content.of("{}"),
                                    RetryPolicy.events(null, null),
                                    null,
                                    tx.now(),
                                    cause,
                                    null));
                    return Outcome.reply(true);
                });
    }

    /** Works, with what it asks for done outside, until a condition holds. */
    private void workUntil(BooleanSupplier reached) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        node.runUntilQuiet();
        while (!reached.getAsBoolean()) {
            for (Effect effect : node.takeEffects()) {
                if (effect instanceof OutsideAttempt attempt) {
                    invoker.perform(attempt);
                }
            }
            assertThat(System.nanoTime()).as("in time, with %s", errors()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
            node.runUntilQuiet();
        }
    }

    private List<String> errors() {
        return node.run(
                "arn:any",
                tx ->
                        Outcome.reply(
                                deliveries.pending(tx, null, 100_000).stream()
                                        .filter(delivery -> delivery.lastError() != null)
                                        .map(Object::toString)
                                        .toList()));
    }

    private int pending() {
        return node.run(
                "arn:any", tx -> Outcome.reply(deliveries.pending(tx, null, 100_000).size()));
    }

    private Map<String, Integer> callsByPath() {
        Map<String, Integer> calls = new TreeMap<>();
        endpoint.requests()
                .forEach(request -> calls.merge(request.path().split("\\?")[0], 1, Integer::sum));
        return calls;
    }

    @Test
    void endpoints_that_hang_hold_up_nobody_else() {
        List<String> hanging = new ArrayList<>();
        List<String> answering = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String path = "e%02d".formatted(i);
            if (i % 10 == 3) {
                hanging.add("/" + path);
                endpoint.hangAt("/" + path);
            } else {
                answering.add("/" + path);
                endpoint.at("/" + path, request -> Endpoint.Answer.status(200));
            }
            for (int n = 0; n < 20; n++) {
                send(path, "c" + n);
            }
        }

        workUntil(() -> pending() == hanging.size() * 20);

        Map<String, Integer> calls = callsByPath();
        assertThat(answering).allSatisfy(path -> assertThat(calls).containsEntry(path, 20));
        assertThat(hanging)
                .as("no more at once than a target is given")
                .allSatisfy(path -> assertThat(calls.getOrDefault(path, 0)).isBetween(1, 16));
    }

    @Test
    void a_delivery_is_made_again_after_its_delay_until_it_succeeds() {
        AtomicInteger calls = new AtomicInteger();
        endpoint.at(
                "/flaky",
                request -> Endpoint.Answer.status(calls.incrementAndGet() < 3 ? 503 : 204));
        send("flaky", "c");

        for (int attempt = 1; attempt <= 2; attempt++) {
            int wanted = attempt;
            workUntil(() -> calls.get() == wanted && !underWay());
            node.advance(Duration.ofSeconds(10));
        }
        workUntil(() -> pending() == 0);

        assertThat(calls).hasValue(3);
    }

    private boolean underWay() {
        return node.run(
                "arn:any",
                tx ->
                        Outcome.reply(
                                deliveries.pending(tx, null, 10).stream()
                                        .anyMatch(Deliveries.Pending::underWay)));
    }
}
