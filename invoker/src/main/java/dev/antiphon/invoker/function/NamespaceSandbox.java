package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Linux's namespaces, by the programs of util-linux: the process has a file system of its own
 * ({@link RootView}) and sees no processes but its own, which all end with the first of them.
 *
 * <p>A server that runs as root gives every process a user id that nobody else has. Any other
 * server makes user namespaces, where the kernel lets it: in there the process has the server's
 * user id, and none of the rights of a root.
 */
final class NamespaceSandbox extends RootSandbox {
    /** Ids that no user of the machine has, so that what is counted by user is one process's. */
    private static final int FIRST_USER = 2_000_000_000;

    private static final int USERS = 1_000_000;
    private static final List<String> DEVICES =
            List.of("null", "zero", "full", "random", "urandom");

    private final boolean root;
    private final AtomicInteger users = new AtomicInteger();

    /**
     * @param root whether the server may do as root does
     */
    NamespaceSandbox(Bootstraps bootstraps, boolean root) {
        super(bootstraps);
        this.root = root;
    }

    /** Whether it works here: tried, since there are many ways to forbid it. Blocks. */
    boolean works(Tools tools, Path folder) throws IOException, InterruptedException {
        for (String tool : List.of("setsid", "setpriv", "unshare", "mount", "chroot", "prlimit")) {
            if (!tools.has(tool)) {
                return false;
            }
        }
        Path trial = Files.createTempDirectory(folder, "trial-");
        try {
            Path temporary = Files.createDirectory(trial.resolve("tmp"));
            RootView view =
                    RootView.of(
                            bootstraps.folder(),
                            null,
                            bootstraps.folder(),
                            Temporary.of(temporary, 1, true),
                            bootstraps.file("launch.sh"),
                            List.of());
            return tools.succeeds(inside(view, trial, List.of("/bin/sh", "-c", "exit 0")));
        } finally {
            Folders.remove(trial);
        }
    }

    @Override
    boolean mountsTemporary() {
        return true;
    }

    @Override
    List<String> inside(RootView view, Path folder, List<String> command) throws IOException {
        Path place = Files.createDirectory(folder.resolve("root"));
        Path table = folder.resolve("mounts");
        Files.writeString(table, table(view, place));
        List<String> all =
                new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "KILL", "unshare"));
        if (!root) {
            // Whoever gets new rights is no longer ended with its parent, and has to say so again.
            all.addAll(
                    List.of(
                            "--user",
                            "--map-root-user",
                            "setpriv",
                            "--pdeathsig",
                            "KILL",
                            "unshare"));
        }
        all.addAll(
                List.of(
                        "--mount",
                        "--pid",
                        "--ipc",
                        "--uts",
                        "--fork",
                        "--kill-child=KILL",
                        "/bin/sh",
                        bootstraps.file("sandbox.sh").toString(),
                        place.toString(),
                        table.toString(),
                        root ? Integer.toString(FIRST_USER + users.getAndIncrement() % USERS) : "-",
                        view.temporary().folder().toString(),
                        environment(view)));
        view.folders().forEach(name -> all.add("d" + name));
        view.files().forEach(name -> all.add("f" + name));
        DEVICES.forEach(name -> all.add("f/dev/" + name));
        for (Map.Entry<String, String> link : view.links().entrySet()) {
            all.add("l" + link.getKey());
            all.add(link.getValue());
        }
        all.add("--");
        all.addAll(command);
        return all;
    }

    private static String environment(RootView view) {
        return String.valueOf(view.readOnly().get(RootView.ENVIRONMENT));
    }

    /** What is mounted where, for {@code mount --all}: one program rather than one for each. */
    private static String table(RootView view, Path place) {
        StringBuilder text = new StringBuilder();
        view.readOnly()
                .forEach((where, from) ->
                        line(text, from.toString(), place + where, "none", "rbind,ro"));
        Temporary temporary = view.temporary();
        if (temporary.inMemory()) {
            line(text, "tmp", place + "/tmp", "tmpfs", temporary.options());
        } else {
            line(text, temporary.folder().toString(), place + "/tmp", "none", "bind,nosuid,nodev");
        }
        line(text, "proc", place + "/proc", "proc", "nosuid,nodev,noexec");
        for (String name : DEVICES) {
            line(text, "/dev/" + name, place + "/dev/" + name, "none", "bind");
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text, String from, String to, String type, String options) {
        text.append(escaped(from)).append(' ').append(escaped(to)).append(' ');
        text.append(type).append(' ').append(options).append(" 0 0\n");
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("#", "\\043");
    }
}
