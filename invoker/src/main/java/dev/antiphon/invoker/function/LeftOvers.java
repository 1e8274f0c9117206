package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier server has left of its processes and their code. It is moved aside at once, and
 * removed when there is time: however much it is, and whether or not it can be removed at all,
 * functions are run.
 */
final class LeftOvers {
    private static final Logger log = LoggerFactory.getLogger(LeftOvers.class);
    private static final String ASIDE = "left-";

    private final Path folder;

    LeftOvers(Path folder) {
        this.folder = folder;
    }

    /** A folder of that name with nothing in it. */
    Path replaced(String name) throws IOException {
        Path place = folder.resolve(name);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(place, Files.createTempDirectory(folder, ASIDE).resolve(name));
        }
        return Files.createDirectory(place);
    }

    /** Removes what was moved aside, now and at starts before. */
    void remove() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ASIDE + "*")) {
            for (Path aside : all) {
                try {
                    Folders.remove(aside);
                } catch (IOException e) {
                    log.warn("a folder of functions is left: {} ({})", aside, e.toString());
                }
            }
        }
    }
}
