package dev.antiphon.compat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** How commands of the AWS CLI are run: each in a process of its own. */
interface Commands extends AutoCloseable {
    /**
     * Runs one.
     *
     * @param arguments what would follow {@code aws}
     * @param environment all that there is of names that begin with AWS_
     * @param out the file for what it prints
     * @param err the file for what it complains about
     * @return its exit status
     */
    int run(List<String> arguments, Map<String, String> environment, Path out, Path err)
            throws IOException;

    @Override
    void close();

    /** As a shell does, or if Python can load this CLI, forked where it is loaded. */
    static Commands here() {
        return Missing.failure(
                                Path.of("."),
                                Duration.ofSeconds(60),
                                "python3",
                                "-c",
                                "import awscli.clidriver")
                        == null
                ? new Forked()
                : new Started();
    }

    /** Nothing of the machine's own AWS settings may reach the CLI. */
    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        return builder;
    }

    /** Version 2, which is no package of Python's, takes its second to start. */
    final class Started implements Commands {
        private static final long LONGEST_SECONDS = 60;

        @Override
        public int run(List<String> arguments, Map<String, String> environment, Path out, Path err)
                throws IOException {
            List<String> command = new ArrayList<>(List.of("aws"));
            command.addAll(arguments);
            ProcessBuilder builder =
                    builder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("no end of " + command);
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            // Its processes end with their calls.
        }
    }

    /** Version 1 is loaded once for each test at a time; what ends with this JVM ends them. */
    final class Forked implements Commands {
        private record Loaded(Process process, BufferedReader out) {}

        private static final ObjectMapper JSON = new ObjectMapper();

        private final Queue<Loaded> idle = new ConcurrentLinkedQueue<>();

        @Override
        public int run(List<String> arguments, Map<String, String> environment, Path out, Path err)
                throws IOException {
            Loaded loaded = idle.poll();
            if (loaded == null) {
                loaded = load();
            }
            String command =
                    JSON.writeValueAsString(
                            Map.of(
                                    "arguments",
                                    arguments,
                                    "environment",
                                    environment,
                                    "out",
                                    out.toString(),
                                    "err",
                                    err.toString()));
            loaded.process.outputWriter().append(command).append('\n').flush();
            String status = loaded.out.readLine();
            if (status == null) {
                throw new IllegalStateException("the CLI's process ended at " + command);
            }
            idle.add(loaded);
            return Integer.parseInt(status);
        }

        private static Loaded load() throws IOException {
            Process process =
                    builder(List.of("python3", PythonScript.named("aws_cli.py").toString()))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new Loaded(process, process.inputReader());
        }

        @Override
        public void close() {
            idle.forEach(loaded -> loaded.process.destroy());
        }
    }
}
