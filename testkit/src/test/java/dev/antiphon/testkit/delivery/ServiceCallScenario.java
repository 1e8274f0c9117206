package dev.antiphon.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Table;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Askers that have tills paid into and out of while the node crashes. Every call that was
 * acknowledged is answered exactly once; a payment was made if its answer is a success, and only
 * then; and what is in a till is the sum of its payments.
 */
final class ServiceCallScenario implements Scenario {
    private static final List<String> TILLS = Till.tills(6);

    private record Asked(String id, String till, Pending<Boolean> pending) {}

    private final Till till = new Till();
    private final ServiceCalls calls =
            new ServiceCalls(List.of(till), Dispatcher.Reach.EVERY_ACCOUNT, till);
    private final TestNode node;
    private final List<Asked> open = new ArrayList<>();
    private final List<Asked> accepted = new ArrayList<>();
    private int ids;

    ServiceCallScenario(long seed) {
        node =
                new TestNode(
                        seed,
                        new EngineConfig(3, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(till, calls, new Deliveries(List.of(calls))),
                        any -> {});
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        String asker = Till.asker(random.nextInt(8));
        String name = TILLS.get(random.nextInt(TILLS.size()));
        String id = "p" + ids++;
        Till.Payment payment = new Till.Payment(name, random.nextInt(-60, 100), id);
        // One of them is a relay, which makes a command of what is not nothing.
        String operation = random.nextBoolean() || payment.amount() == 0 ? "Pay" : "Settle";
        open.add(
                new Asked(
                        id,
                        name,
                        node.startWork(
                                asker,
                                tx -> {
                                    Till.call(tx, operation, asker, payment.bytes(), id);
                                    return Outcome.reply(true);
                                })));
    }

    @Override
    public void restarted() {
        open.clear();
    }

    @Override
    public void check() {
        open.removeIf(asked -> {
            if (asked.pending.ended() && asked.pending.error() == null) {
                accepted.add(asked);
            } else if (asked.pending.error() != null) {
                assertThat(asked.pending.error()).isInstanceOf(EngineException.class);
            }
            return asked.pending.ended();
        });
    }

    @Override
    public void finish() {
        node.advance(Duration.ofHours(1)); // its clock may have jumped back
        check();
        Map<String, Long> heard = all(Till.HEARD);
        Map<String, Long> payments = all(Till.PAYMENTS);
        for (Asked asked : accepted) {
            assertThat(heard).containsKey(asked.id);
        }
        heard.forEach((id, how) -> {
            long made = payments.keySet().stream().filter(key -> key.endsWith(" " + id)).count();
            assertThat(made).as("payments of %s", id).isEqualTo(how == 1L ? 1 : 0);
        });
        assertThat(payments)
                .hasSize((int) heard.values().stream().filter(how -> how == 1L).count());
        Map<String, Long> sums = new HashMap<>();
        payments.forEach((key, amount) -> sums.merge(key.split(" ", -1)[0], amount, Long::sum));
        assertThat(all(Till.TILLS)).isEqualTo(sums);
    }

    private Map<String, Long> all(Table<String, Long> table) {
        Map<String, Long> rows = new HashMap<>();
        List<String> addresses = new ArrayList<>(TILLS.stream().map(Till::arn).toList());
        for (int asker = 0; asker < 8; asker++) {
            addresses.add(Till.asker(asker));
        }
        for (String address : addresses) {
            rows.putAll(node.run(address, tx -> Outcome.reply(Till.rows(tx, table))));
        }
        return rows;
    }
}
