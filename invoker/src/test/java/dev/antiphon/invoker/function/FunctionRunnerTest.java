package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionRunnerTest {
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
}
