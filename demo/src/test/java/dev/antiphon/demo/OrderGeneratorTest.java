package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderGeneratorTest {

    @Test
    void the_same_seed_gives_the_same_orders_and_another_gives_others() {
        List<Order> orders = new OrderGenerator(7).orders(500);
        assertThat(new OrderGenerator(7).orders(500)).isEqualTo(orders);
        assertThat(new OrderGenerator(8).orders(500)).isNotEqualTo(orders);
    }

    @Test
    void a_longer_stream_begins_like_a_shorter_one() {
        List<Order> shorter = new OrderGenerator(7).orders(400);
        assertThat(new OrderGenerator(7).orders(800)).startsWith(shorter.toArray(Order[]::new));
    }

    @Test
    void some_orders_come_twice_soon_after_each_other() {
        for (long seed = 0; seed < 50; seed++) {
            List<Order> orders = new OrderGenerator(seed).orders(400);
            Map<String, Integer> seen = new HashMap<>();
            int repeats = 0;
            for (int i = 0; i < orders.size(); i++) {
                Integer first = seen.putIfAbsent(orders.get(i).id(), i);
                if (first != null) {
                    repeats++;
                    assertThat(i - first).isBetween(1, 10);
                    assertThat(orders.get(i)).isEqualTo(orders.get(first));
                }
            }
            assertThat(seen).hasSize(400);
            assertThat(repeats).isEqualTo(10);
        }
    }

    @Test
    void even_a_short_stream_has_some_of_every_kind_before_the_repair() {
        for (long seed = 0; seed < 50; seed++) {
            List<Order> orders = new OrderGenerator(seed).orders(80);
            List<Order> firstHalf = orders.subList(0, orders.size() / 2);
            for (String dish : List.of(Menu.DINNER, Menu.NOT_ON_IT, Menu.UNPRICED)) {
                assertThat(firstHalf).as(dish).anyMatch(order -> order.has(dish));
            }
        }
    }

    @Test
    void dinners_are_ordered_with_the_partner_that_has_them() {
        assertThat(new OrderGenerator(1).orders(300))
                .filteredOn(order -> order.has(Menu.DINNER))
                .isNotEmpty()
                .allMatch(order -> PartnerFormat.of(order) == PartnerFormat.COURSES);
    }
}
