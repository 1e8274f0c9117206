package dev.antiphon.invoker.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same view of the machine as in {@link NamespaceSandbox}, set up by bubblewrap. */
final class BubblewrapSandbox extends RootSandbox {
    private volatile boolean mountsTemporary;

    BubblewrapSandbox(Bootstraps bootstraps) {
        super(bootstraps);
    }

    /** Whether it is installed, and may do what it does. Blocks. */
    boolean works(Tools tools) throws InterruptedException {
        if (!tools.has("bwrap")) {
            return false;
        }
        // Older ones cannot bound it.
        mountsTemporary = works(tools, true);
        return mountsTemporary || works(tools, false);
    }

    private boolean works(Tools tools, boolean mounting) throws InterruptedException {
        return tools.succeeds(
                inside(
                        RootView.of(
                                bootstraps.folder(),
                                null,
                                bootstraps.folder(),
                                Temporary.of(bootstraps.folder(), 1, mounting),
                                bootstraps.file("launch.sh"),
                                List.of()),
                        List.of("/bin/sh", "-c", "exit 0")));
    }

    @Override
    boolean mountsTemporary() {
        return mountsTemporary;
    }

    @Override
    List<String> inside(RootView view, Path folder, List<String> command) {
        return inside(view, command);
    }

    private static List<String> inside(RootView view, List<String> command) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "bwrap",
                                "--die-with-parent",
                                "--new-session",
                                "--unshare-all",
                                // The Runtime API and this server are on the loopback.
                                "--share-net",
                                "--cap-drop",
                                "ALL",
                                "--proc",
                                "/proc",
                                "--dev",
                                "/dev"));
        view.links().forEach((where, target) -> all.addAll(List.of("--symlink", target, where)));
        view.readOnly()
                .forEach((where, from) -> all.addAll(List.of("--ro-bind", from.toString(), where)));
        Temporary temporary = view.temporary();
        all.addAll(
                temporary.inMemory()
                        ? List.of("--size", Long.toString(temporary.bytes()), "--tmpfs", "/tmp")
                        : List.of("--bind", temporary.folder().toString(), "/tmp"));
        all.add("--");
        all.addAll(command);
        return all;
    }
}
