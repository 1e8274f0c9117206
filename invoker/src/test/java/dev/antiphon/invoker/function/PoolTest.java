package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many processes there are, and for whom. */
@Timeout(120)
class PoolTest {
    /** Answers with its process when a file is there that the event names. */
    private static final String WAITING =
            """
            import os, time
            def handler(event, context):
                while event and not os.path.exists(event):
                    time.sleep(0.002)
                return os.getpid()
            """;

    /** The same, but it takes its time, as those do that are worth starting a process for. */
    private static final String SLOW =
            """
            import os, time
            def handler(event, context):
                time.sleep(0.2)
                while event and not os.path.exists(event):
                    time.sleep(0.002)
                return os.getpid()
            """;

    @TempDir Path folder = Path.of("");
    private Workbench bench = new Workbench(folder);

    private void begin(int processes, Duration idle, Duration wait) {
        bench =
                new Workbench(
                        folder.resolve("functions"),
                        new FunctionConfig(
                                processes, idle, wait, FunctionConfig.Isolation.NONE, 1 << 20));
    }

    private void begin(int processes) {
        begin(processes, Duration.ofMinutes(5), Duration.ofSeconds(60));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static void await(BooleanSupplier reached) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private String gate() {
        return "\"" + folder.resolve("gate") + "\"";
    }

    private void open() throws IOException {
        Files.createFile(folder.resolve("gate"));
    }

    @Test
    void concurrent_invocations_have_a_process_each() throws IOException {
        begin(16);
        FunctionSpec spec = bench.python("waiting", WAITING).spec();
        List<CompletableFuture<CallOutcome>> begun = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            begun.add(bench.begin(spec, gate()));
        }

        await(() -> bench.processes().size() == 6);
        open();

        assertThat(begun)
                .allSatisfy(one ->
                        assertThat(Workbench.outcome(one))
                                .isInstanceOf(CallOutcome.Succeeded.class));
    }

    /** Has three invocations at once, until there are so many processes. */
    private void threeAtOnce(FunctionSpec spec, int processes) throws IOException {
        List<CompletableFuture<CallOutcome>> begun = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            begun.add(bench.begin(spec, gate()));
        }
        await(() -> bench.processes().size() == processes);
        open();
        assertThat(begun)
                .allSatisfy(one ->
                        assertThat(Workbench.outcome(one))
                                .isInstanceOf(CallOutcome.Succeeded.class));
        assertThat(bench.processes()).hasSize(processes);
    }

    @Test
    void while_invocations_become_more_processes_are_started_ahead() throws IOException {
        begin(16);
        FunctionSpec spec = bench.python("ahead", SLOW).spec();
        bench.invoke(spec, "null");

        threeAtOnce(spec, 5);
    }

    @Test
    void no_process_is_started_ahead_beyond_what_is_reserved() throws IOException {
        begin(16);
        FunctionSpec spec = bench.python("reserved", SLOW).reserved(3).spec();
        bench.invoke(spec, "null");

        threeAtOnce(spec, 3);
    }

    @Test
    void no_process_is_started_ahead_in_the_place_of_another() throws IOException {
        begin(4);
        FunctionSpec other = bench.python("other", SLOW).spec();
        String process = bench.invoke(other, "null").payload();
        FunctionSpec spec = bench.python("ahead", SLOW).spec();
        bench.invoke(spec, "null");

        threeAtOnce(spec, 4);
        assertThat(bench.invoke(other, "null").payload()).isEqualTo(process);
    }

    @Test
    void for_one_invocation_after_the_other_no_process_is_started_ahead() {
        begin(16);
        FunctionSpec spec = bench.python("single", SLOW).spec();
        for (int n = 0; n < 4; n++) {
            bench.invoke(spec, "null");
        }

        assertThat(bench.processes()).hasSize(1);
    }

    @Test
    void invocations_one_after_the_other_share_a_process() {
        begin(16);
        FunctionSpec spec = bench.python("waiting", WAITING).spec();
        String first = bench.invoke(spec, "null").payload();

        for (int n = 0; n < 200; n++) {
            assertThat(bench.invoke(spec, "null").payload()).isEqualTo(first);
        }
    }

    @Test
    void what_is_reserved_is_all_that_there_is() throws IOException {
        begin(16);
        FunctionSpec spec = bench.python("reserved", WAITING).reserved(1).spec();
        CompletableFuture<CallOutcome> first = bench.begin(spec, gate());

        assertThat(Workbench.outcome(bench.begin(spec, "null")))
                .isEqualTo(
                        new CallOutcome.Failed(
                                "TooManyRequestsException", "Rate Exceeded.", true, null));
        open();

        assertThat(Workbench.outcome(first)).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(Workbench.outcome(bench.begin(spec, "null")))
                .isInstanceOf(CallOutcome.Succeeded.class);
    }

    @Test
    void an_idle_process_makes_room_for_another_function() {
        begin(1);
        FunctionSpec first = bench.python("first", WAITING).spec();
        FunctionSpec second = bench.python("second", WAITING).spec();

        for (int n = 0; n < 3; n++) {
            assertThat(bench.invoke(first, "null").error()).isEmpty();
            assertThat(bench.invoke(second, "null").error()).isEmpty();
        }
        await(() -> bench.processes().size() == 1);
    }

    @Test
    void who_finds_no_process_waits_in_line_and_not_for_ever() throws IOException {
        begin(1, Duration.ofMinutes(5), Duration.ofMillis(300));
        FunctionSpec first = bench.python("first", WAITING).spec();
        FunctionSpec second = bench.python("second", WAITING).spec();
        CompletableFuture<CallOutcome> busy = bench.begin(first, gate());
        await(() -> bench.processes().size() == 1);

        assertThat(Workbench.outcome(bench.begin(second, "null")))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("TooManyRequestsException"));
        open();

        assertThat(Workbench.outcome(busy)).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(bench.invoke(second, "null").error()).isEmpty();
    }

    @Test
    void an_idle_process_ends_after_its_time() {
        begin(16, Duration.ofMillis(1), Duration.ofSeconds(60));
        FunctionSpec spec = bench.python("waiting", WAITING).spec();

        assertThat(bench.invoke(spec, "null").error()).isEmpty();

        await(() -> bench.processes().isEmpty());
        assertThat(bench.takenBack).isEqualTo(bench.issued).hasSize(1);
    }

    @Test
    void a_changed_file_in_a_folder_of_code_is_taken() throws IOException {
        begin(16);
        Path code = Files.createDirectory(folder.resolve("code"));
        Files.writeString(code.resolve("app.py"), "def handler(event, context):\n    return 1\n");
        FunctionSpec spec = bench.python("hot", "").from(code).spec();
        assertThat(bench.invoke(spec, "null").payload()).isEqualTo("1");
        assertThat(bench.invoke(spec, "null").payload()).isEqualTo("1");

        Files.writeString(code.resolve("app.py"), "def handler(event, context):\n    return 22\n");

        // On a machine that is busy a look can take so long that it is followed by a rest.
        await(() -> bench.invoke(spec, "null").payload().equals("22"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "..", ".", "functions", "functions/code", "link", "missing"})
    void code_that_is_not_there_or_has_to_do_with_the_servers_data_is_not_run(String place)
            throws IOException {
        begin(16);
        bench.invoke(bench.python("first", WAITING).spec(), "null");
        Files.createSymbolicLink(folder.resolve("link"), folder);
        FunctionSpec spec = bench.python("hot", "").from(folder.resolve(place)).spec();

        Workbench.Result result = bench.invoke(spec, "null");

        assertThat(result.payload())
                .contains("\"Runtime.InvalidEntrypoint\"")
                .contains(
                        place.equals("missing")
                                ? "is not there"
                                : "must not lie in the server's data");
    }

    @Test
    void a_stop_gives_invocations_back() {
        begin(16);
        FunctionSpec spec = bench.python("waiting", WAITING).spec();
        CompletableFuture<CallOutcome> begun = bench.begin(spec, gate());
        await(() -> bench.processes().size() == 1);

        bench.runner.close();

        assertThat(Workbench.outcome(begun))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.retryable()).isTrue());
        assertThat(bench.processes()).isEmpty();
        assertThat(Workbench.outcome(bench.begin(spec, "null")))
                .isInstanceOf(CallOutcome.Failed.class);
    }
}
