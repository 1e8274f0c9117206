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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Code and layers, unpacked. All of it is derived from the archives, and none of it outlives the
 * server: it is removed at the start, since a crash may have left half of something.
 */
final class CodeCache {
    /** The largest archive that is taken: of a function in S3, and of a layer. */
    private static final long LARGEST_ARCHIVE = Archive.LARGEST;

    private final CodeSource source;
    private final Path folder;
    private final Path data;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

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

    /** Blocks while archives are fetched and unpacked. */
    Unpacked unpacked(FunctionSpec spec) throws IOException, StartException, InterruptedException {
        CodeRef code = spec.code();
        Path task;
        if (code.folder() != null) {
            task = inPlace(code.folder());
        } else {
            task = unpacked("code-" + key(List.of(code)), List.of(code));
        }
        return new Unpacked(
                task,
                spec.layers().isEmpty()
                        ? null
                        : unpacked("layers-" + key(spec.layers()), spec.layers()));
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
        Path place = folder.resolve(name);
        synchronized (locks.computeIfAbsent(name, _ -> new Object())) {
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
