package dev.antiphon.invoker.function;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The interpreters on this machine. One of the runtime's own version is taken where there is one,
 * and otherwise the one that the plain name leads to: any Node.js runs all Node.js runtimes, any
 * Python 3 all Pythons, any JDK all Javas.
 *
 * <p>What is found is asked where it really lies, once: the names in the PATH are often scripts of
 * version managers that take longer than the whole rest of a start.
 */
final class Interpreters {
    private static final long PATIENCE_SECONDS = 20;

    private final List<Path> folders;
    private final Map<String, Interpreter> found = new ConcurrentHashMap<>();

    Interpreters(@Nullable String path) {
        List<Path> all = new ArrayList<>();
        for (String folder :
                (path == null ? "/usr/local/bin:/usr/bin:/bin" : path).split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                all.add(Path.of(folder));
            }
        }
        this.folders = List.copyOf(all);
    }

    /**
     * @param folders that it needs beside the system's own
     */
    record Interpreter(Path file, List<Path> folders) {}

    /** The interpreter for a runtime such as {@code python3.13}. Blocks when first asked. */
    Interpreter python(String runtime) throws StartException, InterruptedException {
        return find(
                runtime,
                List.of(runtime, "python3"),
                List.of(
                        "-I",
                        "-S",
                        "-c",
                        "import sys; print(sys.executable, sys.prefix, sys.base_prefix, sep='\\n')"));
    }

    Interpreter node(String runtime) throws StartException, InterruptedException {
        return find(
                runtime,
                List.of("node", "nodejs"),
                List.of(
                        "-p",
                        "[process.execPath, path.dirname(path.dirname(process.execPath))].join('\\n')"));
    }

    /** The JDK's own launcher, which this server runs with, does for all Java runtimes. */
    Interpreter java(String runtime) throws StartException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw missing(runtime, "java");
        }
        return new Interpreter(java, List.of(java.resolve("../..").normalize()));
    }

    private Interpreter find(String runtime, List<String> names, List<String> question)
            throws StartException, InterruptedException {
        Interpreter known = found.get(runtime);
        if (known != null) {
            return known;
        }
        for (String name : names) {
            for (Path folder : folders) {
                Path file = folder.resolve(name);
                Interpreter real = Files.isExecutable(file) ? asked(file, question) : null;
                if (real != null) {
                    found.put(runtime, real);
                    return real;
                }
            }
        }
        throw missing(runtime, names.getLast());
    }

    private static StartException missing(String runtime, String name) {
        return new StartException(
                "Runtime.InvalidEntrypoint",
                "The runtime "
                        + runtime
                        + " needs "
                        + name
                        + " on the machine that runs this server, and there is none in its PATH.");
    }

    private static @Nullable Interpreter asked(Path file, List<String> question)
            throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(file.toString());
        command.addAll(question);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .start();
            try {
                List<Path> answer =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(Path::of)
                                .toList();
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended || process.exitValue() != 0 || !Files.isExecutable(answer.getFirst())) {
                    return null;
                }
                return new Interpreter(answer.getFirst(), answer.subList(1, answer.size()));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return null;
        }
    }
}
