package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeFilterTest {
    private static final List<String> SENT = List.of("Help.Me", "Hello", "General");

    @Test
    void names_and_prefixes_choose_attributes() {
        String table =
                """
                All            | Help.Me Hello General
                .*             | Help.Me Hello General
                *              | Help.Me Hello General
                Foo All        | Help.Me Hello General
                Hello General  | Hello General
                Foo Hello      | Hello
                Foo Help       |
                Hel.*          | Help.Me Hello
                Help.*         | Help.Me
                Gen.* Help.Me  | Help.Me General
                hello          |
                AWS.           |
                ..foo          |
                Hel*           |
                """;
        for (List<String> row : Cases.of(table)) {
            AttributeFilter filter = AttributeFilter.of(Arrays.asList(row.get(0).split(" ")));
            List<String> expected =
                    row.size() < 2 ? List.of() : Arrays.asList(row.get(1).split(" "));
            assertThat(filter.none()).isFalse();
            assertThat(chosen(filter)).as(row.get(0)).isEqualTo(expected);
        }
    }

    @Test
    void no_names_choose_nothing() {
        AttributeFilter filter = AttributeFilter.of(List.of());
        assertThat(filter.none()).isTrue();
        assertThat(chosen(filter)).isEmpty();
    }

    private static List<String> chosen(AttributeFilter filter) {
        Map<String, Integer> attributes = new LinkedHashMap<>();
        SENT.forEach(name -> attributes.put(name, 1));
        return new ArrayList<>(filter.apply(attributes).keySet());
    }
}
