package dev.antiphon.invoker.function;

import dev.antiphon.delivery.CodeSource;
import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.FunctionSpec.CodeRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Code and layers, unpacked. All of it is derived from the archives: it is removed when nothing has
 * used it for a while, and none of it outlives the server, since a crash may have left half of
 * something.
 */
final class CodeCache {
    /** The largest archive that is taken: of a function in S3, and of a layer. */
    private static final long LARGEST_ARCHIVE = Archive.LARGEST;

    private static final Logger log = LoggerFactory.getLogger(CodeCache.class);

    private final CodeSource source;
    private final Path folder;
    private final Path data;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /**
     * @param folder that is there, with nothing in it
     * @param data what no function may see
     */
    CodeCache(CodeSource source, Path folder, Path data) {
        this.source = source;
        this.data = data;
        this.folder = folder;
    }

    /**
     * What a process finds when it starts.
     *
     * @param task the function's code: {@code /var/task}
     * @param layers what its layers are together: {@code /opt}, or null where it has none
     */
    record Unpacked(Path task, @Nullable Path layers) {}

    /** Who uses what was unpacked. It is the lock of its folder, too. */
    private static final class Use {
        int processes;
        long until = System.nanoTime();
        boolean over;
    }

    /**
     * Blocks while archives are fetched and unpacked. What is unpacked stays until {@link #release}
     * and a while longer.
     */
    Unpacked unpacked(FunctionSpec spec) throws IOException, StartException, InterruptedException {
        CodeRef code = spec.code();
        Path task;
        if (code.folder() != null) {
            task = inPlace(code.folder());
        } else {
            task = unpacked("code-" + key(List.of(code)), List.of(code));
        }
        if (spec.layers().isEmpty()) {
            return new Unpacked(task, null);
        }
        try {
            Path layers = unpacked("layers-" + key(spec.layers()), spec.layers());
            return new Unpacked(task, layers);
        } catch (IOException | StartException | InterruptedException | RuntimeException e) {
            release(task);
            throw e;
        }
    }

    /** Its process has ended. */
    void release(Unpacked code) {
        release(code.task());
        if (code.layers() != null) {
            release(code.layers());
        }
    }

    private void release(Path place) {
        Use use = uses.get(String.valueOf(place.getFileName()));
        if (folder.equals(place.getParent()) && use != null) {
            synchronized (use) {
                use.processes--;
                use.until = System.nanoTime();
            }
        }
    }

    /** Removes what no process has used for so long. */
    void trim(Duration unused) {
        uses.forEach((name, use) -> {
            Path aside = folder.resolve("unused-" + name + "-" + System.nanoTime());
            synchronized (use) {
                if (use.processes > 0 || System.nanoTime() - use.until < unused.toNanos()) {
                    return;
                }
                try {
                    Files.move(folder.resolve(name), aside);
                } catch (IOException e) {
                    log.debug("nothing was unpacked to {}", name, e);
                }
                use.over = true;
                uses.remove(name, use);
            }
            try {
                Folders.remove(aside);
            } catch (IOException e) {
                log.warn("a folder of code is left: {} ({})", aside, e.toString());
            }
        });
    }

    private Path inPlace(String place) throws IOException, StartException {
        try {
            Path task = Path.of(place).toAbsolutePath().normalize();
            if (!Files.isDirectory(task)) {
                throw new StartException(
                        "Runtime.InvalidEntrypoint", "The code's folder is not there: " + task);
            }
            if (!mayRunFrom(task)) {
                throw new StartException(
                        "Runtime.InvalidEntrypoint",
                        "The code's folder must not lie in the server's data or hold it: " + task);
            }
            return task;
        } catch (InvalidPathException e) {
            throw new StartException(
                    "Runtime.InvalidEntrypoint", "The code's folder is not there.");
        }
    }

    /**
     * Whether a folder and the server's data have nothing in common: all that is in it is shown to
     * its function.
     */
    boolean mayRunFrom(Path task) throws IOException {
        Path code = task.toRealPath();
        Path kept = data.toRealPath();
        return !code.startsWith(kept) && !kept.startsWith(code);
    }

    private Path unpacked(String name, List<CodeRef> archives)
            throws IOException, StartException, InterruptedException {
        while (true) {
            Use use = uses.computeIfAbsent(name, _ -> new Use());
            synchronized (use) {
                if (!use.over) {
                    Path place = place(name, archives);
                    use.processes++;
                    return place;
                }
            }
        }
    }

    private Path place(String name, List<CodeRef> archives)
            throws IOException, StartException, InterruptedException {
        Path place = folder.resolve(name);
        if (!Files.isDirectory(place)) {
            Path making = Files.createTempDirectory(folder, "making-");
            try {
                Path content = Files.createDirectory(making.resolve("content"));
                Files.setPosixFilePermissions(
                        content,
                        java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
                Archive all = new Archive(content, Archive.LARGEST);
                for (CodeRef archive : archives) {
                    Path file = making.resolve("archive.zip");
                    try (InputStream in = source.open(archive)) {
                        Archive.fetch(in, file, LARGEST_ARCHIVE);
                    }
                    all.unpack(file);
                }
                Archive.place(content, place);
            } finally {
                Folders.remove(making);
            }
        }
        return place;
    }

    /** By what the archives are, so that the same ones are unpacked once whoever has them. */
    private static String key(List<CodeRef> archives) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (CodeRef archive : archives) {
                digest.update(archive.sha256().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
