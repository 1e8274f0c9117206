package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A sandbox in which the process has a file system of its own ({@link RootView}). */
abstract class RootSandbox implements Sandbox {
    final Bootstraps bootstraps;

    RootSandbox(Bootstraps bootstraps) {
        this.bootstraps = bootstraps;
    }

    /**
     * The command that sets all of it up and then becomes the given one.
     *
     * @param folder of the process's own
     */
    abstract List<String> inside(RootView view, Path folder, List<String> command)
            throws IOException;

    /** Whether it can make a file system of some size for what a process writes. */
    abstract boolean mountsTemporary();

    @Override
    public final boolean endsAll() {
        return true;
    }

    @Override
    public final Environment.Places places(CodeCache.Unpacked code, Path temporary) {
        return RootView.places(code);
    }

    @Override
    public final Prepared prepare(
            FunctionSpec spec,
            CodeCache.Unpacked code,
            Path folder,
            Path temporary,
            Map<String, String> environment,
            Launch launch)
            throws IOException, StartException, InterruptedException {
        Environment.Places places = RootView.places(code);
        Launch.Command command = launch.command(spec, code, places);
        Temporary writable = Temporary.of(temporary, spec.storage(), mountsTemporary());
        RootView view =
                RootView.of(
                        code.task(),
                        code.layers(),
                        bootstraps.folder(),
                        writable,
                        Environment.script(environment, folder.resolve("environment")),
                        command.folders());
        return new Prepared(
                inside(view, folder, launch.limited(spec, command, places)),
                Map.of("PATH", "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"),
                folder,
                writable);
    }
}
