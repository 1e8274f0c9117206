package dev.antiphon.events.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.GenericMachine;

/**
 * Whatever the patterns and the event are, what is found here is what the ruler's own automaton
 * finds.
 */
class RulerAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_pattern_matches_what_the_ruler_says_it_does() throws IOException {
        RandomJson random = new RandomJson(1);
        int tried = 0;
        int matched = 0;
        while (tried < 20_000) {
            String text = random.pattern();
            EventPattern pattern = parsed(text);
            if (pattern == null) {
                continue;
            }
            GenericMachine<String> machine = GenericMachine.<String>builder().build();
            machine.addRule("rule", text);
            for (int i = 0; i < 10; i++, tried++) {
                String event = random.event();
                JsonNode tree = JSON.readTree(event);
                boolean expected = !machine.rulesForJSONEvent(tree).isEmpty();
                EventFields fields = EventFields.of(tree);
                assertThat(pattern.matches(fields))
                        .as("pattern %s, event %s", text, event)
                        .isEqualTo(expected);
                assertThat(pattern.mismatch(fields) == null)
                        .as("the reason for pattern %s, event %s", text, event)
                        .isEqualTo(expected);
                matched += expected ? 1 : 0;
            }
        }
        assertThat(matched).as("cases in which there is a match").isGreaterThan(2_000);
    }

    @Test
    void an_index_finds_the_rules_that_match_whatever_comes_and_goes() throws IOException {
        for (long seed = 1; seed <= 30; seed++) {
            RandomJson random = new RandomJson(seed);
            PatternIndex<Integer> index = new PatternIndex<>();
            Map<Integer, EventPattern> model = new TreeMap<>();
            for (int step = 0; step < 300; step++) {
                EventPattern pattern = parsed(random.pattern());
                int rule = step % 40;
                index.remove(rule);
                model.remove(rule);
                if (pattern != null) {
                    index.add(rule, pattern);
                    model.put(rule, pattern);
                }
                EventFields event = EventFields.of(JSON.readTree(random.event()));
                List<Integer> expected = new ArrayList<>();
                model.forEach((name, each) -> {
                    if (each.matches(event)) {
                        expected.add(name);
                    }
                });
                assertThat(new TreeSet<>(index.match(event))).containsExactlyElementsOf(expected);
            }
        }
    }

    /** Null for one that is not valid: some of the random ones ask for the impossible. */
    private static @Nullable EventPattern parsed(String text) {
        try {
            return EventPattern.parse(text);
        } catch (InvalidPatternException e) {
            return null;
        }
    }
}
