package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of the kernel's second version of control groups: what is in it cannot leave it,
 * whatever it forks, and is bounded and ended as one.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 */
record ControlGroup(Path folder) {
    private static final Logger log = LoggerFactory.getLogger(ControlGroup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);

    static ControlGroup make(Path folder) throws IOException {
        Files.createDirectory(folder);
        return new ControlGroup(folder);
    }

    /** Bounds all of it together, as far as the kernel does that here. */
    void bound(long memory, int processes) throws IOException {
        if (set("memory.max", Long.toString(memory))) {
            set("memory.swap.max", "0");
            // One of them that is ended would leave the others without an answer.
            set("memory.oom.group", "1");
        }
        set("pids.max", Integer.toString(processes));
    }

    /** The command, which goes into the group before it becomes the given one. */
    List<String> entered(List<String> command) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "echo 0 >\"$0\" || exit 125; exec \"$@\"",
                                folder.resolve("cgroup.procs").toString()));
        all.addAll(command);
        return all;
    }

    /** Whether something in it was ended because it held more memory than it may. */
    boolean outgrown() {
        try {
            for (String line : Files.readAllLines(folder.resolve("memory.events"))) {
                if (line.startsWith("oom_kill ")) {
                    return !line.equals("oom_kill 0");
                }
            }
        } catch (IOException e) {
            // Nothing bounds its memory, or it is gone.
        }
        return false;
    }

    /** Ends all that is in it, and in groups that were made in it. Blocks until nothing is left. */
    void end() {
        try {
            kill();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!gone() && System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            log.debug("a control group is left: {}", folder, e);
        }
    }

    private void kill() throws IOException {
        if (set("cgroup.kill", "1")) {
            return;
        }
        // A kernel before 5.14. What forks meanwhile is found by the next look.
        for (ControlGroup inner : inner()) {
            inner.kill();
        }
        Path processes = folder.resolve("cgroup.procs");
        for (String pid :
                Files.exists(processes) ? Files.readAllLines(processes) : List.<String>of()) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Removes it, if nothing is in it any more. */
    private boolean gone() throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        boolean empty = true;
        for (ControlGroup inner : inner()) {
            empty &= inner.gone();
        }
        try {
            if (empty) {
                // The kernel's files in it go with it.
                Files.delete(folder);
                return true;
            }
        } catch (IOException e) {
            kill();
        }
        return false;
    }

    private List<ControlGroup> inner() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory).map(ControlGroup::new).toList();
        }
    }

    /** Whether there is such a file here: it depends on the kernel and on what it bounds here. */
    private boolean set(String file, String value) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return false;
        }
        Files.writeString(path, value, StandardOpenOption.WRITE);
        return true;
    }
}
