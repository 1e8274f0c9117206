package dev.antiphon.invoker.function;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process of the operating system and all that come of it.
 *
 * <p>It leads a session, by which its children are found again when their parents have ended.
 */
final class Child {
    private static final File NOTHING = new File("/dev/null");
    private static final long PAGE = 4096;

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts it. The kernel ends it when the thread that calls this ends: that must be one that
     * lives as long as the server.
     */
    static Child start(
            List<String> command, Map<String, String> environment, Path folder, Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** Completes with the exit status, where 128 and more says which signal ended it. */
    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends it and all that it started. Blocks for a moment. */
    void kill() throws InterruptedException {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        // Those whose parents had ended before: they are nobody's descendants, but of the session.
        try {
            Process killer =
                    new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            killer.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Without kill there are no sessions either.
        }
    }

    /**
     * The memory that it and its descendants hold at present, in bytes. Reads files of /proc.
     *
     * @param enough what is more than this is worth a closer look: pages that several of them share
     *     are then counted once, which the kernel takes its time for
     */
    long memory(long enough) {
        List<Long> all = new ArrayList<>(List.of(process.pid()));
        process.descendants().forEach(child -> all.add(child.pid()));
        long resident = all.stream().mapToLong(Child::resident).sum();
        return resident <= enough ? resident : all.stream().mapToLong(Child::share).sum();
    }

    private static long resident(long pid) {
        try {
            String[] words = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ");
            return words.length > 1 ? Long.parseLong(words[1]) * PAGE : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static long share(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It has ended, or the kernel does not tell.
        }
        return resident(pid);
    }
}
