package dev.antiphon.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** AWS SDK for JavaScript v3, which npm fetches in the versions of the committed lock file. */
final class JavaScriptSdk {
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(3);

    private JavaScriptSdk() {}

    /** Starts it, or skips the test if there is no node, no npm or no way to fetch the SDK. */
    static WorkerSdk start() {
        Missing.unless("node", "node", "--version");
        Missing.unless("npm", "npm", "--version");
        Path folder = Path.of(System.getProperty("antiphon.javascript", "target/javascript"));
        fetch(folder);
        return new WorkerSdk(
                List.of("node", "--no-warnings", folder.resolve("client.mjs").toString()),
                SqsProtocol.JSON);
    }

    private static void fetch(Path folder) {
        Path lock = folder.resolve("package-lock.json");
        Path fetched = folder.resolve("fetched-lock.json");
        try {
            if (Files.exists(fetched) && Files.mismatch(lock, fetched) < 0) {
                return;
            }
            String why =
                    Missing.failure(
                            folder, LONGEST_FETCH, "npm", "ci", "--ignore-scripts", "--no-audit");
            if (why != null) {
                Missing.skip("the AWS SDK for JavaScript, which npm could not fetch: " + why);
            }
            Files.copy(lock, fetched, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
