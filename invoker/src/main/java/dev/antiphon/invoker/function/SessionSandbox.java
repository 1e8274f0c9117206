package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nothing but a session of its own: the process sees what the server's user sees, and finds its
 * code where the server keeps it.
 */
final class SessionSandbox implements Sandbox {
    private final Bootstraps bootstraps;
    private final Tools tools;

    SessionSandbox(Bootstraps bootstraps, Tools tools) {
        this.bootstraps = bootstraps;
        this.tools = tools;
    }

    @Override
    public boolean endsAll() {
        return false;
    }

    @Override
    public Environment.Places places(CodeCache.Unpacked code, Path temporary) {
        Path layers = code.layers();
        return new Environment.Places(
                code.task().toString(),
                layers == null ? null : layers.toString(),
                bootstraps.folder().toString(),
                temporary.toString());
    }

    @Override
    public Prepared prepare(
            FunctionSpec spec,
            CodeCache.Unpacked code,
            Path folder,
            Path temporary,
            Map<String, String> environment,
            Launch launch)
            throws StartException, InterruptedException {
        Environment.Places places = places(code, temporary);
        List<String> command = new ArrayList<>(tools.session());
        command.addAll(launch.limited(spec, launch.command(spec, code, places), places));
        return new Prepared(
                command, environment, code.task(), Temporary.of(temporary, spec.storage(), false));
    }
}
