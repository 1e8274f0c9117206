package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Standard queues whose messages have a group: a tenant. */
class FairQueueTest {
    private final Account account = new Account();
    private final Consumer queue =
            new Consumer(account, account.create("q", "VisibilityTimeout", "600"));

    private void pass(Duration time) {
        account.node().advance(time);
    }

    private void flood(String tenant, int messages) {
        for (int i = 0; i < messages; i++) {
            queue.send(tenant, tenant + "-" + i);
        }
    }

    private List<Message> receive(int messages) {
        List<Message> all = new ArrayList<>();
        while (all.size() < messages) {
            List<Message> some = queue.receive(Math.min(10, messages - all.size()));
            assertThat(some).isNotEmpty();
            all.addAll(some);
        }
        return all;
    }

    /** Its group, or nothing. */
    private static String tenant(Message message) {
        return message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
    }

    private StandardIndex index() {
        return queue.inside((tx, live) -> (StandardIndex) live.messages());
    }

    private int noisy() {
        return index().noisyGroups();
    }

    @Test
    void quiet_tenants_come_first_and_a_noisy_one_when_none_of_theirs_waits() {
        flood("loud", 60);
        receive(30);
        assertThat(noisy()).isEqualTo(1);
        for (String tenant : List.of("a", "b", "c")) {
            flood(tenant, 3);
        }
        assertThat(receive(12))
                .extracting(FairQueueTest::tenant)
                .containsExactly(
                        "a", "b", "c", "a", "b", "c", "a", "b", "c", "loud", "loud", "loud");
    }

    @Test
    void below_thirty_messages_in_flight_nobody_is_noisy() {
        flood("loud", 60);
        receive(29);
        assertThat(noisy()).isZero();
        flood("a", 3);
        assertThat(receive(4))
                .extracting(FairQueueTest::tenant)
                .containsExactly("loud", "a", "loud", "a");
    }

    @Test
    void less_than_a_tenth_of_the_messages_in_flight_is_not_too_much() {
        for (int tenant = 0; tenant < 11; tenant++) {
            flood("t" + tenant, 36);
        }
        receive(380);
        assertThat(noisy()).isZero();
    }

    @Test
    void of_several_noisy_tenants_the_one_with_the_fewest_in_flight_is_served() {
        flood("x", 50);
        receive(40);
        flood("y", 60);
        receive(30);
        assertThat(noisy()).as("y has become noisy as well").isEqualTo(2);
        assertThat(receive(10)).extracting(FairQueueTest::tenant).containsOnly("y");
        assertThat(receive(4))
                .extracting(FairQueueTest::tenant)
                .containsExactlyInAnyOrder("x", "y", "x", "y");
    }

    @Test
    void a_tenant_is_quiet_again_when_its_backlog_is_drained() {
        flood("loud", 40);
        receive(40);
        assertThat(noisy()).isZero();
        flood("loud", 1);
        assertThat(noisy()).as("it still holds too much").isEqualTo(1);
        receive(1);
        assertThat(noisy()).isZero();
    }

    @Test
    void a_tenant_is_quiet_again_when_it_has_sent_nothing_for_five_minutes() {
        flood("loud", 60);
        receive(30);
        pass(Duration.ofMillis(299_999));
        flood("a", 1);
        assertThat(noisy()).isEqualTo(1);
        pass(Duration.ofMillis(1));
        flood("a", 1);
        assertThat(noisy()).isZero();
    }

    @Test
    void a_tenant_whose_messages_take_long_is_noisy_though_few_are_in_flight() {
        for (int tenant = 0; tenant < 20; tenant++) {
            flood("t" + tenant, 4);
        }
        flood("slow", 10);
        for (int round = 0; round < 60; round++) {
            Message message = queue.receiveOne();
            pass(Duration.ofMillis(tenant(message).equals("slow") ? 1_000 : 10));
            queue.delete(message);
        }
        assertThat(noisy()).isEqualTo(1);
        assertThat(receive(20)).extracting(FairQueueTest::tenant).doesNotContain("slow");
    }

    @Test
    void messages_without_a_group_are_quiet_and_take_turns_with_the_tenants() {
        flood("loud", 60);
        receive(30);
        for (int i = 0; i < 40; i++) {
            queue.send("nobody's");
        }
        flood("a", 2);
        List<Message> messages = receive(42);
        assertThat(messages).extracting(FairQueueTest::tenant).doesNotContain("loud");
        assertThat(tenant(messages.get(1))).isEqualTo("a");
        assertThat(noisy()).isEqualTo(1);
    }

    @Test
    void who_is_noisy_by_messages_in_flight_is_noisy_after_a_restart() {
        flood("loud", 60);
        receive(30);
        flood("a", 1);
        account.node().killAndRestart();
        assertThat(noisy()).isEqualTo(1);
        assertThat(tenant(queue.receiveOne())).isEqualTo("a");
    }

    @Test
    void tenants_without_messages_take_no_memory() {
        for (int i = 0; i < 500; i++) {
            queue.send("tenant-" + i, "m");
        }
        receive(500).forEach(queue::delete);
        assertThat(index().tenants()).isZero();
    }

    /**
     * Ten tenants share a queue that is worked off at 100 messages a second. Nine send 5 a second
     * each, one sends 5,000 at once. Without fairness the nine would wait for most of a minute.
     */
    @Test
    void while_one_tenant_floods_the_queue_the_others_are_served_as_before() {
        flood("loud", 5_000);
        Deque<Message> working = new ArrayDeque<>();
        Set<Integer> dwells = new HashSet<>();
        int loud = 0;
        for (int tick = 0; tick < 400; tick++) { // of 100 ms
            int at = tick;
            IntStream.range(0, 9)
                    .filter(tenant -> at % 2 == tenant % 2)
                    .forEach(tenant -> queue.send("quiet-" + tenant, Integer.toString(at)));
            while (working.size() > 90) { // each message takes about a second
                queue.delete(working.remove());
            }
            for (Message message : queue.receive(10)) {
                working.add(message);
                if (tenant(message).equals("loud")) {
                    loud++;
                } else if (tick > 50) {
                    dwells.add(tick - Integer.parseInt(message.body()));
                }
            }
            pass(Duration.ofMillis(100));
        }
        assertThat(dwells).as("in ticks").isSubsetOf(0, 1);
        assertThat(loud).as("the flood is worked off meanwhile").isGreaterThan(2_000);
    }
}
