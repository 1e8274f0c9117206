package dev.antiphon.states.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workflows of the kinds that people run, all of which AWS takes. */
class WorkflowsTest {
    private static List<Sections.Section> workflows() {
        return Stream.of("workflows-jsonpath.txt", "workflows-jsonata.txt")
                .flatMap(file -> Sections.of(file).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_is_taken(Sections.Section workflow) {
        assertThat(Definitions.parse(workflow.definition(), workflow.type()).diagnostics().errors())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void its_states_keep_the_order_of_the_text(Sections.Section workflow) {
        Definition definition = Definitions.validated(workflow.definition(), workflow.type());
        List<Integer> places =
                definition.workflow().states().keySet().stream()
                        .map(name -> workflow.definition().indexOf("\"" + name + "\": {"))
                        .toList();

        assertThat(places).isSorted().doesNotContain(-1);
    }
}
