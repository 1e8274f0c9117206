package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same view of the machine as in {@link NamespaceSandbox}, set up by bubblewrap. */
final class BubblewrapSandbox implements Sandbox {
    private final Bootstraps bootstraps;

    BubblewrapSandbox(Bootstraps bootstraps) {
        this.bootstraps = bootstraps;
    }

    /** Whether it is installed, and may do what it does. Blocks. */
    boolean works(Tools tools) throws InterruptedException {
        return tools.has("bwrap")
                && tools.succeeds(
                        inside(
                                RootView.of(
                                        bootstraps.folder(),
                                        null,
                                        bootstraps.folder(),
                                        bootstraps.folder(),
                                        bootstraps.file("launch.sh"),
                                        List.of()),
                                List.of("/bin/sh", "-c", "exit 0")));
    }

    @Override
    public Environment.Places places(CodeCache.Unpacked code, Path temporary) {
        return RootView.places(code);
    }

    @Override
    public Prepared prepare(
            FunctionSpec spec,
            CodeCache.Unpacked code,
            Path folder,
            Path temporary,
            Map<String, String> environment,
            Launch launch)
            throws IOException, StartException, InterruptedException {
        Environment.Places places = RootView.places(code);
        Launch.Command command = launch.command(spec, code, places);
        RootView view =
                RootView.of(
                        code.task(),
                        code.layers(),
                        bootstraps.folder(),
                        temporary,
                        Environment.script(environment, folder.resolve("environment")),
                        command.folders());
        return new Prepared(
                inside(view, launch.limited(spec, command, places)),
                Map.of("PATH", "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"),
                folder);
    }

    static List<String> inside(RootView view, List<String> command) {
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
        all.addAll(List.of("--bind", view.temporary().toString(), "/tmp", "--"));
        all.addAll(command);
        return all;
    }
}
