package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.OutsideCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What functions do that they should not, with and without isolation. */
@Timeout(180)
class ContainmentTest {
    @TempDir Path folder = Path.of("");
    private Workbench bench = new Workbench(folder);

    /** How the processes of a test are started. */
    enum Way {
        SESSION,
        NAMESPACES,
        BUBBLEWRAP
    }

    private void begin(Way way) {
        bench =
                new Workbench(
                        folder.resolve("functions"),
                        Workbench.config(
                                switch (way) {
                                    case SESSION -> FunctionConfig.Isolation.NONE;
                                    case NAMESPACES -> FunctionConfig.Isolation.NAMESPACES;
                                    case BUBBLEWRAP -> FunctionConfig.Isolation.BUBBLEWRAP;
                                }));
        assumeTrue(works(way), () -> way + " does not work on this machine");
    }

    private boolean works(Way way) {
        try {
            Path trials = Files.createDirectories(folder.resolve("trials"));
            Bootstraps bootstraps = Bootstraps.in(trials.resolve("runtime"));
            Isolations.sandbox(
                    switch (way) {
                        case SESSION -> FunctionConfig.Isolation.NONE;
                        case NAMESPACES -> FunctionConfig.Isolation.NAMESPACES;
                        case BUBBLEWRAP -> FunctionConfig.Isolation.BUBBLEWRAP;
                    },
                    bootstraps,
                    trials);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void end() {
        bench.close();
        assertThat(bench.processes()).isEmpty();
    }

    private static void await(BooleanSupplier reached) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void code_and_traces_are_where_they_are_on_aws(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "places",
                                """
                                import os
                                def handler(event, context):
                                    with open(os.path.join(os.environ["LAMBDA_TASK_ROOT"], "data.txt")) as data:
                                        if event:
                                            raise Exception(data.read())
                                        return [data.read(), open("data.txt").read(), os.listdir(os.environ["LAMBDA_TASK_ROOT"])]
                                """)
                        .file("data.txt", "content")
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload())
                .startsWith("[\"content\", \"content\", [")
                .contains("\"app.py\"", "\"data.txt\"");
        assertThat(bench.invoke(spec, "{\"a\":1}").payload())
                .contains("File \\\"/var/task/app.py\\\", line 5, in handler");
    }

    @ParameterizedTest
    @EnumSource
    void a_function_that_hangs_is_ended_with_all_that_it_started(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "hanging",
                                """
                                import subprocess, sys, time
                                def handler(event, context):
                                    if event:
                                        return "fine"
                                    child = subprocess.Popen(["sleep", "3313"])
                                    print("going to sleep")
                                    sys.stdout.flush()
                                    time.sleep(3313)
                                """)
                        .timeout(Duration.ofSeconds(1))
                        .spec();
        assertThat(bench.invoke(spec, "{\"a\":1}").payload()).isEqualTo("\"fine\"");

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: %s Error: Task timed out after 1.00 seconds\"}"
                                .formatted(result.requestId()));
        assertThat(result.log())
                .contains(
                        "going to sleep\n",
                        result.requestId() + " Task timed out after 1.00 seconds\n",
                        "Status: timeout");
        await(() -> sleepers() == 0);
        assertThat(bench.invoke(spec, "{\"a\":1}").payload()).isEqualTo("\"fine\"");
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        Optional.of(process.info())
                                .flatMap(ProcessHandle.Info::commandLine)
                                .filter(line -> line.endsWith("sleep 3313"))
                                .isPresent())
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void a_function_that_exits_has_failed_and_the_next_invocation_gets_a_new_process(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "exiting",
                                """
                                import os, sys
                                def handler(event, context):
                                    if event == "exit":
                                        sys.exit(0)
                                    if event == "status":
                                        os._exit(3)
                                    if event == "signal":
                                        os.kill(os.getpid(), 11)
                                        os.abort()
                                    return "fine"
                                """)
                        .spec();

        assertThat(bench.invoke(spec, "\"exit\"").payload())
                .endsWith("Error: Runtime exited without providing a reason\"}")
                .startsWith("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: ");
        assertThat(bench.invoke(spec, "\"status\"").payload())
                .endsWith("Error: Runtime exited with error: exit status 3\"}");
        assertThat(bench.invoke(spec, "\"signal\"").payload())
                .contains("Error: Runtime exited with error: signal: ");
        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("\"fine\"");
    }

    @ParameterizedTest
    @EnumSource
    void a_module_that_exits_is_told_as_an_exit(Way way) {
        begin(way);
        FunctionSpec spec = bench.python("exiting", "raise SystemExit(0)\n").spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: %s Error: Runtime exited without providing a reason\"}"
                                .formatted(result.requestId()));
    }

    @ParameterizedTest
    @EnumSource
    void a_wrapper_that_is_not_there_is_an_exit(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python("wrapped", "def handler(event, context):\n    return 1\n")
                        .environment(java.util.Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/idontexist.sh"))
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload())
                .contains("Error: Runtime exited with error: exit status 127");
    }

    @ParameterizedTest
    @EnumSource
    void a_response_may_have_six_megabytes_and_no_more(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python("large", "def handler(event, context):\n    return 'x' * event\n")
                        .spec();

        assertThat(bench.invoke(spec, "6291554").payload()).hasSize(6_291_556);
        Workbench.Result result = bench.invoke(spec, "6291555");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\"}");
        assertThat(bench.invoke(spec, "1").payload()).isEqualTo("\"x\"");
    }

    @ParameterizedTest
    @EnumSource
    void a_flood_of_output_is_bounded(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "flooding",
                                """
                                import os, time
                                def handler(event, context):
                                    end = time.time() + 1.5
                                    line = b"x" * 1023 + b"\\n"
                                    while time.time() < end:
                                        try:
                                            os.write(1, line * 64)
                                        except OSError:
                                            pass
                                    os.write(1, b"the end")
                                    return "done"
                                """)
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.payload()).isEqualTo("\"done\"");
        assertThat(bench.logs.getFirst().text().length).isLessThan(2 << 20);
    }

    @ParameterizedTest
    @EnumSource
    void a_function_that_takes_too_much_memory_is_stopped(Way way) {
        begin(way);
        FunctionSpec python =
                bench.python(
                                "hungry",
                                """
                                import time
                                def handler(event, context):
                                    held = []
                                    while True:
                                        held.append(bytearray(4 << 20))
                                        time.sleep(0.001)
                                """)
                        .memory(128)
                        .spec();
        FunctionSpec node =
                bench.node(
                                "hungry-too",
                                """
                                exports.handler = async () => {
                                  const held = [];
                                  for (;;) {
                                    held.push(Buffer.alloc(4 << 20, 1));
                                    await new Promise((go) => setTimeout(go, 1));
                                  }
                                };
                                """)
                        .memory(128)
                        .spec();

        for (FunctionSpec spec : java.util.List.of(python, node)) {
            Workbench.Result result = bench.invoke(spec, "{}");

            assertThat(result.error()).isEqualTo("Unhandled");
            assertThat(result.payload()).containsAnyOf("Runtime.OutOfMemory", "MemoryError");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_temporary_folder_is_the_functions_own(Way way) {
        begin(way);
        String code =
                """
                import os, tempfile
                def handler(event, context):
                    folder = tempfile.gettempdir()
                    open(folder + "/mine-" + context.function_name, "w").close()
                    return sorted(os.listdir(folder))
                """;
        FunctionSpec first = bench.python("first", code).spec();
        FunctionSpec second = bench.python("second", code).spec();

        assertThat(bench.invoke(first, "{}").payload()).isEqualTo("[\"mine-first\"]");
        assertThat(bench.invoke(second, "{}").payload()).isEqualTo("[\"mine-second\"]");
        assertThat(bench.invoke(second, "{}").payload()).isEqualTo("[\"mine-second\"]");
    }

    @Test
    void who_has_more_in_the_temporary_folder_than_may_be_is_ended_and_told_so() {
        begin(Way.SESSION);
        FunctionSpec spec =
                bench.python(
                                "writing",
                                """
                                import os, tempfile, time
                                def handler(event, context):
                                    for n in range(2):
                                        with open(tempfile.gettempdir() + "/big%d" % n, "wb") as out:
                                            out.truncate(300 << 20)
                                    time.sleep(20)
                                """)
                        .spec();

        Workbench.Result result = bench.invoke(spec, "1");

        assertThat(result.error()).isEqualTo("Unhandled");
        String told =
                "RequestId: "
                        + result.requestId()
                        + " Error: Function exceeded its ephemeral storage of 512 MB in /tmp";
        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"" + told + "\"}");
        assertThat(result.log()).contains(told + "\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "BUBBLEWRAP"})
    void the_temporary_folder_of_an_isolated_function_is_full_when_it_is_full(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "filling",
                                """
                                import errno, os
                                def full(action):
                                    count = 0
                                    try:
                                        while count < 1000000:
                                            action(count)
                                            count += 1
                                    except OSError as error:
                                        return [count, errno.errorcode[error.errno]]
                                def allocate(n):
                                    file = os.open("/tmp/big%d" % n, os.O_CREAT | os.O_WRONLY)
                                    os.posix_fallocate(file, 0, 100 << 20)
                                    os.close(file)
                                def handler(event, context):
                                    if event:
                                        return full(lambda n: open("/tmp/empty%d" % n, "w").close())[1]
                                    result = full(allocate)
                                    for n in range(result[0] + 1):
                                        os.remove("/tmp/big%d" % n)
                                    return result
                                """)
                        .memory(128)
                        .spec();

        assertThat(bench.invoke(spec, "0").payload()).isEqualTo("[5, \"ENOSPC\"]");
        assertThat(bench.invoke(spec, "0").payload()).isEqualTo("[5, \"ENOSPC\"]");
        if (way == Way.NAMESPACES) {
            assertThat(bench.invoke(spec, "1").payload()).isEqualTo("\"ENOSPC\"");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "BUBBLEWRAP"})
    void an_isolated_function_sees_nothing_of_the_machine(Way way) throws IOException {
        begin(way);
        Path secret = Files.writeString(folder.resolve("secret"), "password");
        FunctionSpec spec =
                bench.python(
                                "curious",
                                """
                                import os
                                def tried(action):
                                    try:
                                        return str(action())
                                    except OSError as error:
                                        return type(error).__name__
                                def handler(event, context):
                                    return {
                                        "secret": tried(lambda: open(event).read()),
                                        "home": tried(lambda: os.listdir("/root" if os.path.isdir("/root") else "/home")) not in ("", "[]") and "hidden",
                                        "shadow": tried(lambda: open("/etc/shadow").read()),
                                        "usr": tried(lambda: open("/usr/mine", "w")),
                                        "task": tried(lambda: open("/var/task/mine", "w")),
                                        "root": tried(lambda: open("/mine", "w")),
                                        "tmp": tried(lambda: open("/tmp/mine", "w").write("x")),
                                        "processes": len([name for name in os.listdir("/proc") if name.isdigit()]) < 8,
                                        "rights": [line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapEff", "CapBnd", "NoNewPrivs"))],
                                        "files": sorted(os.listdir("/proc/self/fd"))[:3],
                                    }
                                """)
                        .spec();

        assertThat(bench.invoke(spec, "\"" + secret + "\"").payload())
                .contains(
                        "\"secret\": \"FileNotFoundError\"",
                        "\"shadow\": \"FileNotFoundError\"",
                        "\"tmp\": \"1\"",
                        "\"processes\": true",
                        "\"rights\": [\"0000000000000000\", \"0000000000000000\", \"1\"]")
                .containsPattern("\"usr\": \"(OSError|PermissionError)\"")
                .containsPattern("\"task\": \"(OSError|PermissionError)\"")
                .containsPattern("\"root\": \"(OSError|PermissionError)\"");
    }

    @ParameterizedTest
    @EnumSource(names = "NAMESPACES")
    void a_child_that_has_left_its_session_ends_all_the_same(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "escaping",
                                """
                                import subprocess
                                def handler(event, context):
                                    subprocess.Popen(["setsid", "sleep", "3313"], start_new_session=True)
                                    return "left"
                                """)
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("\"left\"");
        await(() -> sleepers() > 0);
        bench.runner.close();

        await(() -> sleepers() == 0);
    }

    @ParameterizedTest
    @EnumSource(names = "NAMESPACES")
    void a_fork_bomb_is_bounded(Way way) {
        begin(way);
        FunctionSpec spec =
                bench.python(
                                "bomb",
                                """
                                import os, time
                                def handler(event, context):
                                    count = 0
                                    try:
                                        while count < 5000:
                                            if os.fork() == 0:
                                                time.sleep(100)
                                                os._exit(0)
                                            count += 1
                                    except OSError:
                                        return count
                                    return -1
                                """)
                        .timeout(Duration.ofMinutes(2))
                        .memory(10240)
                        .spec();

        assertThat(Integer.parseInt(bench.invoke(spec, "{}").payload())).isBetween(1, 1024);
    }

    @Test
    void a_start_that_takes_too_long_is_made_again_in_the_time_of_the_invocation() {
        begin(Way.SESSION);
        String tries = bench.folder.resolve("tries").toString();
        FunctionSpec slowOnce =
                bench.python(
                                "slow-once",
                                """
                                import os, time
                                if not os.path.exists(os.environ["TRIES"]):
                                    open(os.environ["TRIES"], "w").close()
                                    print("slowly")
                                    time.sleep(60)
                                def handler(event, context):
                                    return "ready"
                                """)
                        .environment(Map.of("TRIES", tries))
                        .spec();
        FunctionSpec slow =
                bench.python("slow", "import time\ntime.sleep(60)\n")
                        .timeout(Duration.ofSeconds(2))
                        .spec();
        OutsideCall.Function call = bench.call(slow, "{}");
        CompletableFuture<CallOutcome> hanging = bench.begin(call);

        Workbench.Result once = bench.invoke(slowOnce, "{}");

        assertThat(once.payload()).isEqualTo("\"ready\"");
        assertThat(once.log().replace(once.requestId(), "ID"))
                .matches(
                        "(?s)slowly\nINIT_REPORT Init Duration: 1[0-9]{4}[.][0-9]+ ms\tPhase: init\tStatus: timeout\n"
                                + "START RequestId: ID .*\nEND RequestId: ID\nREPORT RequestId: ID\t(?!.*Init).*");
        Workbench.Result never = Workbench.result(call, hanging);
        assertThat(never.error()).isEqualTo("Unhandled");
        assertThat(never.payload())
                .isEqualTo(
                        "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                                + never.requestId()
                                + " Error: Task timed out after 2.00 seconds\"}");
        assertThat(never.log().replace(never.requestId(), "ID"))
                .matches(
                        """
                        (?s)INIT_REPORT Init Duration: 1[0-9]{4}[.][0-9]+ ms\tPhase: init\tStatus: timeout
                        INIT_REPORT Init Duration: [23][0-9]{3}[.][0-9]+ ms\tPhase: invoke\tStatus: timeout
                        START RequestId: ID .* ID Task timed out after 2.00 seconds

                        END RequestId: ID
                        REPORT RequestId: ID\tDuration: [23].*Status: timeout
                        """);
    }

    @Test
    void a_start_that_fails_is_told_before_the_invocation_that_it_was_for() {
        begin(Way.SESSION);
        FunctionSpec spec = bench.python("exits", "import sys\nsys.exit(3)\n").spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.log().replace(result.requestId(), "ID"))
                .matches(
                        """
                        (?s).*INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError
                        START RequestId: ID .*
                        END RequestId: ID
                        REPORT RequestId: ID\t.*Status: error
                        """);
    }
}
