package dev.antiphon.invoker.function;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The small programs of the system that start processes in certain ways. */
final class Tools {
    private static final long PATIENCE_SECONDS = 10;
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

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
        return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
    }

    /** Whether a command runs and succeeds. Blocks until it has ended. */
    boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
