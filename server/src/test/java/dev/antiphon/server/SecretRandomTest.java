package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SecretRandomTest {
    private static final int MANY = 100_000;

    private final SecureRandom seeds = new SecureRandom();

    @Test
    void no_number_comes_twice_in_a_hundred_thousand() {
        SecretRandom random = new SecretRandom(seeds);
        Set<Long> seen = new HashSet<>();

        for (int i = 0; i < MANY; i++) {
            seen.add(random.nextLong());
        }

        assertThat(seen).hasSize(MANY);
    }

    @Test
    void every_bit_is_set_about_half_of_the_time() {
        SecretRandom random = new SecretRandom(seeds);
        int[] set = new int[Long.SIZE];

        for (int i = 0; i < MANY; i++) {
            long value = random.nextLong();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (value >>> bit & 1);
            }
        }

        // Six standard deviations of 158 on each side.
        assertThat(IntStream.of(set)).allMatch(count -> count > 49_050 && count < 50_950);
    }

    @Test
    void two_of_them_have_nothing_in_common() {
        SecretRandom one = new SecretRandom(seeds);
        SecretRandom other = new SecretRandom(seeds);
        Set<Long> seen = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            seen.add(one.nextLong());
            seen.add(other.nextLong());
        }

        assertThat(seen).hasSize(2_000);
    }
}
