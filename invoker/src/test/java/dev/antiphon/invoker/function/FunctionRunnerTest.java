package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionRunnerTest {
    private static final String CODE = "def handler(event, context):\n    return 1\n";

    @TempDir Path folder;

    @Test
    void where_functions_cannot_be_run_every_invocation_is_told_so() throws IOException {
        // An archive has no permissions, which the folder is to be given.
        try (FileSystem archive =
                        FileSystems.newFileSystem(
                                folder.resolve("a.zip"), Map.of("create", "true"));
                Workbench workbench = new Workbench(archive.getPath("/functions"))) {
            Workbench.Function function = workbench.python("f", "");

            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThat(Workbench.outcome(workbench.begin(function.spec(), "{}")))
                        .isInstanceOfSatisfying(
                                CallOutcome.Failed.class,
                                failed -> {
                                    assertThat(failed.code()).isEqualTo("ServiceException");
                                    assertThat(failed.retryable()).isTrue();
                                });
            }
        }
    }

    @Test
    void what_an_earlier_server_has_left_is_removed_while_functions_run() throws IOException {
        Path functions = Files.createDirectory(folder.resolve("functions"));
        Files.createDirectories(functions.resolve("processes/process-1/tmp/inner"));
        Files.createDirectories(functions.resolve("code/making-1"));
        Files.createDirectories(functions.resolve("left-by-an-earlier-start/processes"));
        try (Workbench workbench = new Workbench(functions)) {
            assertThat(workbench.invoke(workbench.python("f", CODE).spec(), "{}").payload())
                    .isEqualTo("1");
            assertThat(workbench.processes()).hasSize(1);
        }

        assertThat(functions).isDirectoryNotContaining("glob:**/left-*");
        assertThat(functions.resolve("code/making-1")).doesNotExist();
    }

    @Test
    void why_functions_cannot_be_run_is_not_told_to_callers() throws IOException {
        Files.writeString(folder.resolve("functions"), "in the way");
        try (Workbench workbench = new Workbench(folder.resolve("functions"))) {
            assertThat(Workbench.outcome(workbench.begin(workbench.python("f", CODE).spec(), "{}")))
                    .isEqualTo(
                            new CallOutcome.Failed(
                                    "ServiceException",
                                    "Functions cannot be run at present.",
                                    true,
                                    null));
        }
    }
}
