package dev.antiphon.events.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventPatternTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String list(int count, String each) {
        return IntStream.range(0, count)
                .mapToObj(i -> each.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(","));
    }

    private static String or(int count) {
        return "\"$or\":[" + list(count, "{\"a\":[#]}") + "]";
    }

    @Test
    void alternatives_are_written_out_up_to_a_thousand_times()
            throws InvalidPatternException, IOException {
        assertThat(EventPattern.parse("{" + or(1_000) + "}").ways()).hasSize(1_000);
        String hundred = "{\"x\":{" + or(10) + "},\"y\":{" + or(10) + "}}";
        assertThat(EventPattern.parse(hundred).ways()).hasSize(100);
        assertThat(WaysToMatch.of(hundred)).isEqualTo(100);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pattern_of_more_combinations_is_refused_before_they_are_written_out() {
        for (String pattern :
                new String[] {
                    "{" + or(1_001) + "}",
                    "{" + list(12, "\"k#\":{" + or(4).replace("#", "0") + "}") + "}",
                    // Twice the same name counts twice: the ruler takes both.
                    "{" + list(12, or(4)) + "}",
                    "{\"$or\":[{" + or(40) + "},{\"b\":[1]," + list(2, or(40)) + "}]}"
                }) {
            assertThatThrownBy(() -> EventPattern.parse(pattern))
                    .as(pattern)
                    .isInstanceOf(InvalidPatternException.class)
                    .hasMessage("Pattern has more than 1000 rule combinations");
        }
    }

    @Test
    void what_is_no_json_is_refused_in_the_rulers_words() {
        assertThatThrownBy(() -> EventPattern.parse("{\"$or\":[{\"a\":[1]}"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("Unexpected end-of-input");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void elements_of_many_arrays_are_held_together_without_trying_all_combinations()
            throws InvalidPatternException, IOException {
        String pattern = "{" + list(20, "\"a#\":{\"x\":[1]}") + ",\"z\":{\"p\":[1],\"q\":[1]}}";
        String event =
                "{"
                        + list(20, "\"a#\":[" + list(50, "{\"x\":1}") + "]")
                        + ",\"z\":[{\"p\":1},{\"q\":1}%s]}";
        assertThat(matches(pattern, event.formatted(""))).isFalse();
        assertThat(matches(pattern, event.formatted(",{\"p\":1,\"q\":1}"))).isTrue();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void fields_of_an_array_need_not_be_side_by_side_in_the_pattern()
            throws InvalidPatternException, IOException {
        String pattern =
                "{\"d\":{"
                        + list(12, "\"a#\":{\"x\":[1]}")
                        + ",\"z\":[1]},\"e\":{"
                        + list(12, "\"a#\":{\"x\":[1],\"y\":[2]}")
                        + "}}";
        String arrays = list(12, "\"a#\":[" + list(30, "{\"x\":1}") + ",{\"y\":2}]");
        String event = "{\"d\":{" + arrays + ",\"z\":1},\"e\":{" + arrays + "}}";
        assertThat(matches(pattern, event)).isFalse();
    }

    private static boolean matches(String pattern, String event)
            throws InvalidPatternException, IOException {
        return EventPattern.parse(pattern).matches(EventFields.of(JSON.readTree(event)));
    }
}
