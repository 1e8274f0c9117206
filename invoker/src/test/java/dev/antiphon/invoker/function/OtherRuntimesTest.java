package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java by AWS's own client, and runtimes that bring their own. */
@Timeout(120)
class OtherRuntimesTest {
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

    private byte[] compiled() throws IOException {
        Path source = folder.resolve("example/Greeting.java");
        Files.createDirectories(source.resolveSibling("."));
        try (InputStream in = OtherRuntimesTest.class.getResourceAsStream("Greeting.java.txt")) {
            assertThat(in).isNotNull();
            Files.write(source, in == null ? new byte[0] : in.readAllBytes());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, source.toString())).isZero();
        return Files.readAllBytes(folder.resolve("example/Greeting.class"));
    }

    @Test
    void a_handler_in_java_is_run_by_awss_own_client() throws IOException {
        FunctionSpec spec =
                bench.function("greeting", "java21", "example.Greeting::greet")
                        .bytes("example/Greeting.class", compiled())
                        .spec();

        Workbench.Result first = bench.invoke(spec, "{\"name\":\"you\"}");
        assertThat(first.payload()).contains("\"text\":\"Hello you\"", "\"count\":1");
        assertThat(first.log()).doesNotContain("WARNING");
        Workbench.Result second = bench.invoke(spec, "{\"name\":\"you\"}");
        assertThat(second.payload()).contains("\"count\":2");
        assertThat(second.log()).contains("greeting\n");
        Workbench.Result failed = bench.invoke(spec, "{\"fail\":\"so\"}");
        assertThat(failed.error()).isEqualTo("Unhandled");
        assertThat(failed.payload())
                .contains(
                        "\"errorMessage\":\"failed: so\"",
                        "\"errorType\":\"java.lang.IllegalStateException\"");
    }

    @Test
    void a_runtime_of_ones_own_speaks_the_runtime_api() throws IOException {
        FunctionSpec spec =
                bench.function("own", "provided.al2023", "any")
                        .file(
                                "bootstrap",
                                """
                                #!/bin/bash
                                # A runtime in Bash, without a single program.
                                host=${AWS_LAMBDA_RUNTIME_API%:*} port=${AWS_LAMBDA_RUNTIME_API#*:}
                                while true; do
                                  exec 3<>"/dev/tcp/$host/$port"
                                  printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3
                                  length=0
                                  while IFS= read -r line <&3; do
                                    line=${line%$'\\r'}
                                    [ -n "$line" ] || break
                                    case ${line,,} in
                                      lambda-runtime-aws-request-id:*) id=${line#*: } ;;
                                      content-length:*) length=${line#*: } ;;
                                    esac
                                  done
                                  IFS= read -r -N "$length" event <&3
                                  echo "handling $id"
                                  body="[$event]"
                                  printf 'POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: %s\\r\\n\\r\\n%s' "$id" "${#body}" "$body" >&3
                                  IFS= read -r line <&3
                                  exec 3>&-
                                done
                                """)
                        .spec();

        Workbench.Result first = bench.invoke(spec, "{\"a\":1}");

        assertThat(first.payload()).isEqualTo("[{\"a\":1}]");
        assertThat(first.log()).contains("handling " + first.requestId() + "\n");
        assertThat(bench.invoke(spec, "2").payload()).isEqualTo("[2]");
    }

    @Test
    void a_runtime_that_brings_nothing_says_what_it_needs() {
        FunctionSpec spec =
                bench.function("empty", "provided.al2", "any").file("readme", "no").spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: %s Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]\"}"
                                .formatted(result.requestId()));
    }

    @ParameterizedTest
    @CsvSource({
        "rwxr-xr-x, '#!/usr/bin/nosuch\n', no such file or directory",
        "rwxr-xr-x, '#!/var/task/nosuch x\n', no such file or directory",
        "rwxr-xr-x, '#!/bin/sh\r\necho Windows\r\n', no such file or directory",
        "rwxr-xr-x, '\u007fELF of some other machine', exec format error",
        "rw-r--r--, '#!/bin/sh\n', permission denied"
    })
    void a_runtime_that_cannot_be_run_says_why(String permissions, String content, String why)
            throws IOException {
        Path code = Files.createDirectory(folder.resolve("code"));
        Path file = Files.writeString(code.resolve("bootstrap"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        FunctionSpec spec = bench.function("broken", "provided.al2023", "any").from(code).spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: %s Error: fork/exec /var/task/bootstrap: %s\"}"
                                .formatted(result.requestId(), why));
    }

    @Test
    void a_runtime_without_an_interpreter_here_says_so() {
        FunctionSpec spec =
                bench.function("ruby", "ruby3.3", "app.handler").file("app.rb", "no").spec();

        assertThat(bench.invoke(spec, "{}").payload())
                .contains(
                        "Runtime.InvalidEntrypoint",
                        "This server has nothing that runs the runtime ruby3.3.");
    }

    @Test
    void an_archive_cannot_put_anything_outside_of_its_folder() {
        FunctionSpec spec =
                bench.function("slipping", "python3.12", "app.handler")
                        .file("../../slipped", "bad")
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload()).contains("Runtime.InvalidArchive");
        assertThat(folder.resolve("functions/slipped")).doesNotExist();
    }
}
