package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.server.config.Settings;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import dev.antiphon.sns.SnsConfig;
import dev.antiphon.sns.SnsParts;
import dev.antiphon.wire.model.ServiceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The README's tables say what the server's own tables say. {@code -Dreadme=write} writes them anew
 * instead of complaining.
 */
class ReadmeTest {
    private static final List<Service> SERVICES =
            Server.services(
                    new SnsParts(SnsConfig.DEFAULTS, false, (text, algorithm) -> ""),
                    CodeConfig.DEFAULTS,
                    new Outside());

    private static final Path README =
            Path.of(System.getProperty("basedir", ".")).resolve("../README.md");

    @Test
    void the_table_of_operations_is_that_of_the_services() throws IOException {
        StringBuilder table =
                new StringBuilder(
                        "| Service | Operations that work | AWS's others |\n|---|---|---|\n");
        for (Service service : SERVICES) {
            Set<String> built = built(service);
            Set<String> missing = aws(service);
            missing.removeAll(built);
            table.append(
                    "| %s | %d: %s | %s |\n"
                            .formatted(
                                    service.name(),
                                    built.size(),
                                    String.join(", ", built),
                                    missing.isEmpty()
                                            ? "none"
                                            : missing.size() + ": " + String.join(", ", missing)));
        }
        check("operations", table.toString());
    }

    @Test
    void what_a_service_has_built_is_an_operation_of_aws() {
        for (Service service : SERVICES) {
            assertThat(aws(service)).containsAll(built(service));
        }
    }

    @Test
    void the_table_of_settings_is_that_of_the_components() throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        Configuration.defaults().forEach(record -> defaults.putAll(Settings.defaults(record)));
        // These two follow the machine.
        defaults.put("event-loops", "a core each, at least 2");
        defaults.put("partitions", "a core each, at least 2");
        defaults.put("credentials", "");
        StringBuilder table = new StringBuilder("| Setting | Default | |\n|---|---|---|\n");
        for (Setting setting : Setting.ALL) {
            table.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(
                                    setting.name(),
                                    defaults.getOrDefault(setting.name(), ""),
                                    setting.text()));
        }
        check("settings", table.toString());
    }

    private static Set<String> built(Service service) {
        return service.operations().stream()
                .map(Operation::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** AWS's operations, by its model. */
    private static Set<String> aws(Service service) {
        return new TreeSet<>(ServiceModel.load(service.name()).operations().keySet());
    }

    private static void check(String name, String table) throws IOException {
        List<String> lines = Files.readAllLines(README);
        int begin = lines.indexOf("<!-- " + name + " -->");
        int end = lines.indexOf("<!-- /" + name + " -->");
        assertThat(begin).as("the mark of the table of " + name).isNotNegative();
        assertThat(end).isGreaterThan(begin);
        if ("write".equals(System.getProperty("readme"))) {
            List<String> written = new ArrayList<>(lines.subList(0, begin + 1));
            written.addAll(table.lines().toList());
            written.addAll(lines.subList(end, lines.size()));
            Files.writeString(README, String.join("\n", written) + "\n");
            return;
        }
        assertThat(lines.subList(begin + 1, end))
                .as("the README's table of %s; HACKING.md says how to write it anew", name)
                .isEqualTo(table.lines().toList());
    }
}
