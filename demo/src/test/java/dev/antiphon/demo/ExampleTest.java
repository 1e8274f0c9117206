package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What lies in {@code examples/order-middleware}, and how the demo packs it. */
class ExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "order-middleware");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_functions_in_python_pass_their_tests() throws Exception {
        assertThat(run("python3", "-B", "-m", "unittest", "discover", "-s", "tests"))
                .contains("OK")
                .doesNotContain("Ran 0 tests");
    }

    @Test
    void the_functions_in_javascript_pass_their_tests() throws Exception {
        assertThat(run("node", "--test", "tests/")).contains("# fail 0").doesNotContain("# pass 0");
    }

    /**
     * Where the interpreter is missing there is nothing to be tested, and the demo says so, too.
     */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(EXAMPLE.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            return abort(command[0] + " is not on this machine: " + e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void the_function_in_java_compiles_and_has_its_library_with_it() throws Exception {
        List<String> names = names(JavaArchive.of("functions/invoicing/Invoicing.java"));
        assertThat(names)
                .contains("orders/Invoicing.class")
                .anyMatch(name -> name.startsWith("lib/jackson-databind"));
    }

    @Test
    void the_same_files_are_the_same_archive() throws Exception {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("index.mjs", Example.file("functions/adapter/index.mjs"));
        assertThat(Example.zip(files)).isEqualTo(Example.zip(files));
        assertThat(names(Example.zip(files))).containsExactly("index.mjs");
    }

    private static List<String> names(byte[] archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void a_definition_has_everything_filled_in() {
        assertThat(Example.text("workflows/intake.asl.json", Map.of("order", "the-arn")))
                .contains("\"StateMachineArn\": \"the-arn\"")
                .doesNotContain("${");
    }

    @Test
    void every_event_that_the_workflow_tells_has_a_schema_that_it_keeps() throws Exception {
        List<JsonNode> entries = entries();
        List<String> told =
                entries.stream().map(entry -> entry.path("DetailType").asText()).toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(schemas());
        for (JsonNode entry : entries) {
            JsonNode schema = schema(entry.path("DetailType").asText());
            JsonNode data = schema.path("properties").path("data").path("properties");
            String says = entry.path("Detail").path("data").asText();
            for (Map.Entry<String, JsonNode> member : data.properties()) {
                // The rest is the order's, as the adapter makes it.
                if (List.of("status", "reasons", "token").contains(member.getKey())) {
                    assertThat(says).contains("'" + member.getKey() + "': ");
                }
            }
            if (data.has("status")) {
                String status = data.path("status").path("const").asText();
                assertThat(says).contains("'status': '" + status + "'");
            }
        }
    }

    private static List<JsonNode> entries() throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode definition = JSON.readTree(Example.file("workflows/order.asl.json"));
        for (JsonNode state : definition.path("States")) {
            state.path("Arguments").path("Entries").forEach(entries::add);
        }
        return entries;
    }

    private static List<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE.resolve("events"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
        }
    }

    private static JsonNode schema(String event) throws IOException {
        return JSON.readTree(EXAMPLE.resolve("events").resolve(event + ".json").toFile());
    }
}
