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
    void even_a_short_stream_has_poison_before_the_repair() {
        Recipes recipes = new Recipes();
        for (long seed = 0; seed < 50; seed++) {
            List<Order> orders = new OrderGenerator(seed).orders(300);
            List<Order> firstHalf = orders.subList(0, orders.size() / 2);
            assertThat(firstHalf).anyMatch(order -> !recipes.cover(order));
        }
    }

    @Test
    void the_repair_lets_every_order_be_cooked() {
        Recipes recipes = new Recipes();
        recipes.lateOneArrives();
        assertThat(new OrderGenerator(1).orders(300)).allMatch(recipes::cover);
    }
}
