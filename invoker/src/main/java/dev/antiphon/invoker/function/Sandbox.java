package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sets up what is around a function's process. */
interface Sandbox {
    /**
     * How to start it.
     *
     * @param places what its environment says about where things lie
     * @param folder that it starts in
     */
    record Prepared(List<String> command, Environment.Places places, Path folder) {}

    /**
     * @param folder of the process's own
     * @param temporary its temporary folder in there
     */
    Prepared prepare(
            FunctionSpec spec, CodeCache.Unpacked code, Path folder, Path temporary, Launch launch)
            throws IOException, StartException, InterruptedException;

    /**
     * None but a session: the process sees what the server's user sees, and finds its code where
     * the server keeps it.
     */
    final class Session implements Sandbox {
        private final Bootstraps bootstraps;
        private final Tools tools;

        Session(Bootstraps bootstraps, Tools tools) {
            this.bootstraps = bootstraps;
            this.tools = tools;
        }

        @Override
        public Prepared prepare(
                FunctionSpec spec,
                CodeCache.Unpacked code,
                Path folder,
                Path temporary,
                Launch launch)
                throws StartException, InterruptedException {
            Path opt = code.layers();
            String task = code.task().toString();
            String layers = opt == null ? null : opt.toString();
            List<String> command = new ArrayList<>(tools.session());
            command.addAll(launch.limited(spec, launch.command(spec, code, task, layers)));
            return new Prepared(
                    command,
                    new Environment.Places(
                            task, layers, bootstraps.folder().toString(), temporary.toString()),
                    code.task());
        }
    }

    /** The small programs of the system that start processes in certain ways. */
    final class Tools {
        private final List<Path> folders =
                List.of(
                        Path.of("/usr/bin"),
                        Path.of("/bin"),
                        Path.of("/usr/sbin"),
                        Path.of("/sbin"));

        /** What puts a process into a session of its own, which ends with the server. */
        List<String> session() {
            List<String> all = new ArrayList<>();
            if (has("setsid")) {
                all.add("setsid");
            }
            if (has("setpriv")) {
                all.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--no-new-privs"));
            }
            return all;
        }

        boolean has(String name) {
            return folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
        }
    }
}
