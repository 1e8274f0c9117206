package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What runs a function: the interpreter with our bootstrap, or the function's own. */
final class Launch {
    /** Beside what the function may take: what the interpreter maps and hardly uses. */
    private static final int DATA_SLACK_MIB = 256;

    private final Interpreters interpreters;

    Launch(Interpreters interpreters) {
        this.interpreters = interpreters;
    }

    /**
     * @param command the interpreter and what it is told
     * @param folders that must be to be had where the process runs
     */
    record Command(List<String> command, List<Path> folders) {}

    /**
     * Blocks when an interpreter is first asked for.
     *
     * @param places where things lie for the process
     */
    Command command(FunctionSpec spec, CodeCache.Unpacked code, Environment.Places places)
            throws StartException, InterruptedException {
        String runtime = spec.runtime();
        if (runtime.startsWith("python3")) {
            Interpreters.Interpreter python = interpreters.python(runtime);
            return new Command(
                    List.of(python.file().toString(), "-B", places.runtime() + "/bootstrap.py"),
                    python.folders());
        }
        if (runtime.startsWith("nodejs")) {
            Interpreters.Interpreter node = interpreters.node(runtime);
            return new Command(
                    List.of(
                            node.file().toString(),
                            "--max-old-space-size=" + Math.max(spec.memory() * 9 / 10, 64),
                            "--max-http-header-size=81920",
                            places.runtime() + "/bootstrap.js"),
                    node.folders());
        }
        if (runtime.startsWith("java")) {
            return java(spec, places);
        }
        if (runtime.startsWith("provided")) {
            return new Command(List.of(Entrypoint.of(code).checked().in(places)), List.of());
        }
        throw new StartException(
                "Runtime.InvalidEntrypoint",
                "This server has nothing that runs the runtime " + runtime + ".");
    }

    /** As AWS starts it: with little time for compiling, since most processes live for short. */
    private Command java(FunctionSpec spec, Environment.Places places) throws StartException {
        Interpreters.Interpreter java = interpreters.java(spec.runtime());
        List<String> classPath = new ArrayList<>();
        Bootstraps.JAVA.forEach(jar -> classPath.add(places.runtime() + "/" + jar));
        classPath.add(places.task());
        classPath.add(places.task() + "/lib/*");
        classPath.add(
                (places.layers() == null ? RootView.LAYERS : places.layers()) + "/java/lib/*");
        return new Command(
                List.of(
                        java.file().toString(),
                        "-XX:MaxHeapSize=" + Math.max(spec.memory() * 85L / 100 - 40, 48) + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        // AWS's client loads a library of its own.
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir="
                                + (places.temporary() == null ? "/tmp" : places.temporary()),
                        "-cp",
                        String.join(":", classPath),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        spec.handler()),
                java.folders());
    }

    /** The command with the limits that a shell sets before it becomes it. */
    List<String> limited(FunctionSpec spec, Command command, Environment.Places places) {
        List<String> all = new ArrayList<>();
        all.add("/bin/sh");
        all.add(places.runtime() + "/launch.sh");
        // Node and Java map far more than they use, and have limits of their own.
        all.add(
                spec.runtime().startsWith("python")
                        ? String.format(Locale.ROOT, "%d", (spec.memory() + DATA_SLACK_MIB) * 1024L)
                        : "unlimited");
        all.add(Long.toString(spec.storage() * 2048L));
        all.addAll(command.command());
        return all;
    }
}
