package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sandbox there is for a setting, on this machine. */
final class Isolations {
    private static final Logger log = LoggerFactory.getLogger(Isolations.class);

    private Isolations() {}

    /**
     * @param folder for trials
     * @throws IOException if what is set does not work here
     */
    static Sandbox sandbox(FunctionConfig.Isolation wanted, Bootstraps bootstraps, Path folder)
            throws IOException {
        Tools tools = new Tools();
        try {
            return switch (wanted) {
                case NONE -> new SessionSandbox(bootstraps, tools);
                case NAMESPACES -> {
                    NamespaceSandbox namespaces = namespaces(bootstraps);
                    if (!namespaces.works(tools, folder)) {
                        throw new IOException(
                                "functions-isolation is namespaces, which do not work here");
                    }
                    yield namespaces;
                }
                case BUBBLEWRAP -> {
                    BubblewrapSandbox bubblewrap = new BubblewrapSandbox(bootstraps);
                    if (!bubblewrap.works(tools)) {
                        throw new IOException(
                                "functions-isolation is bubblewrap, which does not work here");
                    }
                    yield bubblewrap;
                }
                case AUTO -> best(bootstraps, tools, folder);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Sandbox best(Bootstraps bootstraps, Tools tools, Path folder)
            throws IOException, InterruptedException {
        BubblewrapSandbox bubblewrap = new BubblewrapSandbox(bootstraps);
        if (bubblewrap.works(tools)) {
            return bubblewrap;
        }
        NamespaceSandbox namespaces = namespaces(bootstraps);
        if (namespaces.works(tools, folder)) {
            return namespaces;
        }
        log.warn(
                "functions run without isolation: neither bubblewrap nor namespaces work here"
                        + " (see SECURITY.md)");
        return new SessionSandbox(bootstraps, tools);
    }

    private static NamespaceSandbox namespaces(Bootstraps bootstraps) {
        return new NamespaceSandbox(bootstraps, isRoot());
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
