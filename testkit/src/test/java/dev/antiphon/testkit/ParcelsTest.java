package dev.antiphon.testkit;

import static dev.antiphon.testkit.Branch.HERE;
import static dev.antiphon.testkit.Branch.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What parcels promise, between partitions and within one. */
final class ParcelsTest {
    private final Branch branch = new Branch();
    private final TestNode node = branch.node();

    @Test
    void a_parcel_reaches_another_partition_once() {
        String there = branch.elsewhere();
        branch.put(HERE, 100);
        node.run(HERE, tx -> Bank.transfer(tx, HERE, there, 40, "t1"));
        assertThat(branch.get(HERE)).isEqualTo(60);
        assertThat(branch.get(there)).isEqualTo(40);
        node.killAndRestart();
        assertThat(branch.get(there)).isEqualTo(40);
    }

    @Test
    void many_parcels_reach_another_partition_though_few_may_be_on_their_way_at_once() {
        String there = branch.elsewhere();
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < 5_000; i++) {
                        tx.send(
                                Bank.MONEY,
                                there,
                                new RowWriter().text("gift-" + i).varint(1).toBytes());
                    }
                    return Outcome.reply(true);
                });
        assertThat(branch.get(there)).isEqualTo(5_000);
    }

    @Test
    void a_parcel_for_all_reaches_every_partition_once() {
        int partitions =
                node.run(
                        HERE,
                        tx ->
                                Outcome.reply(
                                        tx.sendToAll(
                                                Bank.MONEY,
                                                "everybody",
                                                new RowWriter().text("gift").varint(5).toBytes())));
        node.killAndRestart();

        assertThat(partitions).isEqualTo(node.engine().partitions().size()).isGreaterThan(1);
        assertThat(balances("everybody")).hasSize(partitions).containsOnly(5L);
    }

    /** What each partition has of an account. */
    private List<Long> balances(String account) {
        List<Long> balances = new ArrayList<>();
        List<String> asked = List.of(HERE, branch.elsewhere());
        asked.forEach(
                address -> balances.add(node.run(address, tx -> Outcome.reply(read(tx, account)))));
        return balances;
    }

    @Test
    void a_parcel_that_its_receiver_refuses_is_kept_and_holds_nobody_up() {
        node.expectIncidents();
        String there = branch.elsewhere();
        branch.put(HERE, 100);
        node.run(
                HERE,
                tx -> {
                    tx.send(Bank.MONEY, there, new RowWriter().text("bad").toBytes());
                    tx.send(ParcelKind.ofBytes("nobody"), there, new byte[0]);
                    tx.send(ParcelKind.ofBytes("nobody"), HERE, new byte[0]);
                    return Bank.transfer(tx, HERE, there, 40, "t1");
                });
        assertThat(branch.get(there)).isEqualTo(40);
        assertThat(node.incidents())
                .hasSize(3)
                .allMatch(it -> it.startsWith("a parcel was refused"));
    }

    @Test
    void a_long_chain_of_parcels_within_a_partition_is_no_recursion() {
        TestNode single = Branch.node(new EngineConfig(1, 16, 1 << 20, 64 << 20, 16));
        int links = 20_000;
        single.run(
                HERE,
                tx -> {
                    tx.put(Bank.ACCOUNTS, HERE, 0L);
                    tx.send(Bank.CHAIN, HERE, new RowWriter().varint(links).toBytes());
                    return Outcome.reply(true);
                });
        long balance = single.run(HERE, tx -> Outcome.reply(read(tx, HERE)));
        assertThat(balance).isEqualTo(links);
    }
}
