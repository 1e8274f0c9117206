package dev.antiphon.invoker.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The programs of ours that run in functions' processes, as files. */
final class Bootstraps {
    private static final List<String> FILES =
            List.of("bootstrap.py", "bootstrap.js", "launch.sh", "sandbox.sh");

    /** AWS's own client of the Runtime API for Java. The build puts it beside our resources. */
    static final List<String> JAVA =
            List.of(
                    "aws-lambda-java-runtime-interface-client.jar",
                    "aws-lambda-java-core.jar",
                    "aws-lambda-java-serialization.jar");

    private final Path folder;

    private Bootstraps(Path folder) {
        this.folder = folder;
    }

    /** Writes them down. */
    static Bootstraps in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : FILES) {
            write(name, folder.resolve(name));
        }
        for (String name : JAVA) {
            write("java/" + name, folder.resolve(name));
        }
        return new Bootstraps(folder);
    }

    private static void write(String name, Path file) throws IOException {
        try (InputStream in = Bootstraps.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks " + name);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
