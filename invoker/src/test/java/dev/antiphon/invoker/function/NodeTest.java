package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handlers of the Node.js runtimes, in Node.js. */
@Timeout(120)
class NodeTest {
    @TempDir Path folder = Path.of("");
    private Workbench bench = new Workbench(folder);

    @BeforeEach
    void begin() {
        bench = new Workbench(folder.resolve("functions"));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void a_handler_gets_the_event_and_its_result_is_the_answer() {
        FunctionSpec echo =
                bench.node("echo", "exports.handler = async (event) => event;\n").spec();

        assertThat(bench.invoke(echo, "{\"a\": [1, \"ü\"]}").payload())
                .isEqualTo("{\"a\":[1,\"ü\"]}");
    }
}
