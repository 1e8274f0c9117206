package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineTest {
    private static List<Long> walk(Line line) {
        List<Long> sequences = new ArrayList<>();
        Line.Cursor cursor = line.cursor();
        for (long next = cursor.next(); next != Line.NONE; next = cursor.next()) {
            sequences.add(next);
        }
        return sequences;
    }

    @Test
    void it_behaves_as_a_list_does() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Line line = new Line();
            List<Long> model = new ArrayList<>();
            List<Long> gone = new ArrayList<>();
            long next = 1;
            for (int step = 0; step < 3_000; step++) {
                int dice = random.nextInt(100);
                if (dice < 50 || model.isEmpty()) {
                    line.append(next);
                    model.add(next++);
                } else if (dice < 75) {
                    line.remove(model.get(0));
                    gone.add(model.remove(0));
                } else if (dice < 95) {
                    int at = random.nextInt(model.size());
                    line.remove(model.get(at));
                    gone.add(model.remove(at));
                } else if (!gone.isEmpty()) {
                    long back = gone.remove(random.nextInt(gone.size()));
                    line.append(back);
                    model.add(back);
                }
                assertThat(line.size()).isEqualTo(model.size());
                assertThat(line.first()).isEqualTo(model.isEmpty() ? Line.NONE : model.get(0));
            }
            assertThat(walk(line)).as("seed %d", seed).isEqualTo(model);
        }
    }

    @Test
    void an_empty_line_has_no_front() {
        Line line = new Line();
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.first()).isEqualTo(Line.NONE);
        assertThat(walk(line)).isEmpty();
    }
}
