package dev.antiphon.server;

import dev.antiphon.server.config.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command {@code start}: from the settings to a server that answers, and to its end. */
final class Start {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Start(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    int run(@Nullable Path file, Map<String, String> options) {
        Settings settings =
                Settings.read(
                        List.of(ServerConfig.DEFAULTS, AuthConfig.DEFAULTS),
                        file,
                        environment,
                        options);
        ServerConfig server = settings.bind(ServerConfig.DEFAULTS);
        AuthConfig auth = settings.bind(AuthConfig.DEFAULTS);
        out.println(server + " " + auth);
        err.flush();
        return Cli.OK;
    }
}
