package dev.antiphon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a server of the demo's own keeps its data and its log: a fresh folder among the temporary
 * ones. A data directory that the user named is used instead, and is never removed.
 */
record Workspace(Path folder, Path data) {

    static Workspace create(@Nullable Path data) {
        try {
            Path folder = Files.createTempDirectory("antiphon-demo-");
            return new Workspace(folder, data == null ? folder.resolve("data") : data);
        } catch (IOException e) {
            throw new DemoException("Cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** Removes the folder of its own. */
    void remove() {
        remove(folder);
    }

    /** With all that is in it. */
    static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new DemoException("Cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
