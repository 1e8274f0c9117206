package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongMapTest {
    @Test
    void it_behaves_as_a_hash_map_does() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LongMap<String> map = new LongMap<>();
            Map<Long, String> model = new HashMap<>();
            long span = random.nextLong(1, 2_000);
            for (int step = 0; step < 5_000; step++) {
                long key = random.nextLong(-span, span);
                if (random.nextInt(3) > 0) {
                    map.put(key, "v" + step);
                    model.put(key, "v" + step);
                } else {
                    assertThat(map.remove(key)).isEqualTo(model.remove(key));
                }
                long other = random.nextLong(-span, span);
                assertThat(map.get(other)).isEqualTo(model.get(other));
                assertThat(map.size()).isEqualTo(model.size());
            }
            Map<Long, String> seen = new HashMap<>();
            map.forEach(seen::put);
            assertThat(seen).as("seed %d", seed).isEqualTo(model);
        }
    }

    @Test
    void it_shrinks_and_stays_right_when_nearly_all_is_taken_out() {
        LongMap<Long> map = new LongMap<>();
        for (long key = 0; key < 100_000; key++) {
            map.put(key, key);
        }
        for (long key = 0; key < 99_990; key++) {
            assertThat(map.remove(key)).isEqualTo(key);
        }
        assertThat(map.size()).isEqualTo(10);
        for (long key = 99_990; key < 100_000; key++) {
            assertThat(map.get(key)).isEqualTo(key);
        }
        map.clear();
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.contains(99_995)).isFalse();
    }
}
