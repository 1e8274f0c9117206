package dev.antiphon.invoker.function;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of the operating system and all that come of it.
 *
 * <p>It is in a control group of its own, where those are to be had. Else it leads a session, by
 * which its children are found again when their parents have ended.
 */
final class Child {
    private static final File NOTHING = new File("/dev/null");
    private static final long PAGE = 4096;
    private static final int MOST = 10_000;

    /**
     * Whether the kernel lists the children of a thread. To find them otherwise all processes of
     * the machine are read.
     */
    private static final boolean CHILDREN_ARE_LISTED =
            Files.isReadable(Path.of("/proc/thread-self/children"));

    private final Process process;
    private final @Nullable ControlGroup group;

    private Child(Process process, @Nullable ControlGroup group) {
        this.process = process;
        this.group = group;
    }

    /**
     * Starts it. The kernel ends it when the thread that calls this ends: that must be one that
     * lives as long as the server.
     *
     * @param group of its own, which is removed with it, or null
     */
    static Child start(
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path output,
            @Nullable ControlGroup group)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(group == null ? command : group.entered(command))
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Child(builder.start(), group);
    }

    /** Completes with the exit status, where 128 and more says which signal ended it. */
    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Whether the kernel has ended it, or something of it, for what it held of memory. */
    boolean outgrown() {
        return group != null && group.outgrown();
    }

    /** Ends it and all that it started. Blocks for a moment. */
    void kill() throws InterruptedException {
        if (group != null) {
            process.destroyForcibly(); // it may not be in its group yet
            group.end();
            return;
        }
        List<Long> all = tree();
        process.destroyForcibly();
        for (long pid : all) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
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

    /** Those that it has started, and theirs. */
    private List<Long> tree() {
        if (!CHILDREN_ARE_LISTED) {
            return process.descendants().map(ProcessHandle::pid).toList();
        }
        List<Long> all = new ArrayList<>(List.of(process.pid()));
        for (int i = 0; i < all.size() && all.size() < MOST; i++) {
            addChildren(all.get(i), all);
        }
        return all.subList(1, all.size());
    }

    private static void addChildren(long pid, List<Long> all) {
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                for (String child : Files.readString(thread.resolve("children")).split(" ")) {
                    if (!child.isBlank()) {
                        all.add(Long.parseLong(child.strip()));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended.
        }
    }

    /**
     * The memory that it and its descendants hold at present, in bytes. Reads files of /proc.
     *
     * @param enough what is more than this is worth a closer look: pages that several of them share
     *     are then counted once, which the kernel takes its time for
     */
    long memory(long enough) {
        List<Long> all = new ArrayList<>(tree());
        all.add(process.pid());
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
