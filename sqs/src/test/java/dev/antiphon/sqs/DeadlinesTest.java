package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private record Entry(long time, long sequence) {}

    @Test
    void they_come_in_the_order_of_time_and_then_of_sending() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Deadlines deadlines = new Deadlines();
            PriorityQueue<Entry> model =
                    new PriorityQueue<>(
                            Comparator.comparingLong(Entry::time)
                                    .thenComparingLong(Entry::sequence));
            for (int step = 0; step < 2_000; step++) {
                int dice = random.nextInt(100);
                if (dice < 60 || model.isEmpty()) {
                    long time = random.nextLong(100);
                    deadlines.add(time, step);
                    model.add(new Entry(time, step));
                } else if (dice < 99) {
                    Entry first = model.remove();
                    assertThat(deadlines.first()).isEqualTo(first.time);
                    assertThat(deadlines.poll()).isEqualTo(first.sequence);
                } else {
                    deadlines.keep((time, sequence) -> sequence % 3 != 0);
                    model.removeIf(entry -> entry.sequence % 3 == 0);
                }
                assertThat(deadlines.size()).isEqualTo(model.size());
            }
        }
    }

    @Test
    void without_any_there_is_no_first() {
        assertThat(new Deadlines().first()).isEqualTo(Long.MAX_VALUE);
    }
}
