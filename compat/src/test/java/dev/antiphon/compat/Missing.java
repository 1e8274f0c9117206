package dev.antiphon.compat;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Skips tests whose client is not on this machine, and says which. Where every client has to be
 * there, in CI, {@code -Dantiphon.clients=required} makes it a failure.
 */
final class Missing {
    private Missing() {}

    /** Goes on only if a command works here. */
    static void unless(String what, String... command) {
        String why = failure(Path.of("."), Duration.ofSeconds(60), command);
        if (why != null) {
            skip(what + " (" + why + ")");
        }
    }

    static void skip(String what) {
        if ("required".equals(System.getProperty("antiphon.clients"))) {
            fail("needs " + what);
        }
        System.err.println("SKIPPED: needs " + what);
        Assumptions.abort("needs " + what);
    }

    /**
     * Runs a command.
     *
     * @return why it did not work; null if it did
     */
    static @Nullable String failure(Path folder, Duration time, String... command) {
        String shown = "'" + String.join(" ", List.of(command)) + "'";
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(time.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return shown + " takes longer than " + time.toSeconds() + " s";
            }
            int status = process.exitValue();
            return status == 0 ? null : shown + " ends with status " + status;
        } catch (IOException e) {
            return shown + " cannot be run";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
