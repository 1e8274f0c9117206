package dev.antiphon.invoker.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks archives that strangers made. Nothing of one gets outside of its folder: not by its name,
 * not by a link, not by what an earlier entry put in its way; and not more than may be.
 */
final class Archive {
    /**
     * Of a function and all of its layers
     * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
     */
    static final long LARGEST = 250L << 20;

    private static final int MOST_ENTRIES = 200_000;
    private static final int LONGEST_LINK = 4096;
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path folder;
    private long left;
    private int entries;

    /**
     * @param folder that exists, and in which nobody else writes
     */
    Archive(Path folder, long largest) {
        this.folder = folder;
        this.left = largest;
    }

    /** Unpacks a ZIP file over what is there already. */
    void unpack(Path file) throws IOException, StartException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            Enumeration<ZipArchiveEntry> all = zip.getEntriesInPhysicalOrder();
            while (all.hasMoreElements()) {
                ZipArchiveEntry entry = all.nextElement();
                if (++entries > MOST_ENTRIES) {
                    throw refused("The archive has too many entries.");
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    if (in != null) {
                        put(entry, in);
                    }
                }
            }
        }
    }

    private void put(ZipArchiveEntry entry, InputStream in) throws IOException, StartException {
        Path target = place(entry.getName());
        if (target.equals(folder)) {
            return;
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw refused("The archive has an entry without a place.");
        }
        folders(parent);
        if (entry.isUnixSymlink()) {
            link(target, in);
        } else if (entry.isDirectory()) {
            folders(target);
        } else {
            file(target, entry, in);
        }
    }

    private Path place(String name) throws StartException {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw refused("The archive has an entry without a name.");
        }
        Path target = folder.resolve(name.replace('\\', '/')).normalize();
        if (!target.startsWith(folder)) {
            throw refused("The archive has an entry outside of its folder: " + name);
        }
        return target;
    }

    /** Makes the folders down to this one. None of them may be a link, wherever it leads. */
    private void folders(Path wanted) throws IOException, StartException {
        Path path = folder;
        for (Path name : folder.relativize(wanted)) {
            if (name.toString().isEmpty()) {
                continue;
            }
            path = path.resolve(name);
            if (Files.isSymbolicLink(path)
                    || (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
                // A later layer lies over an earlier one, and this is in its way.
                Files.delete(path);
            }
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(path);
                Files.setPosixFilePermissions(path, FOLDER);
            }
        }
    }

    /** A link may lead where the function can get to anyway, but we never follow it. */
    private void link(Path target, InputStream in) throws IOException, StartException {
        byte[] bytes = in.readNBytes(LONGEST_LINK + 1);
        if (bytes.length == 0 || bytes.length > LONGEST_LINK) {
            throw refused("The archive has a link that leads nowhere.");
        }
        Path to = Path.of(new String(bytes, StandardCharsets.UTF_8));
        Path parent = target.getParent();
        if (to.isAbsolute()
                || parent == null
                || !parent.resolve(to).normalize().startsWith(folder)) {
            throw refused("The archive has a link that leads outside of its folder.");
        }
        clear(target);
        Files.createSymbolicLink(target, to);
    }

    private void file(Path target, ZipArchiveEntry entry, InputStream in)
            throws IOException, StartException {
        clear(target);
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw refused("Unzipped size must be smaller than " + LARGEST + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
        // As AWS does it, whose user is not the archive's: everybody may read, and run what
        // somebody may run.
        boolean runs = (entry.getUnixMode() & 0111) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void clear(Path target) throws IOException, StartException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw refused("The archive has a file in the place of a folder.");
        }
        Files.deleteIfExists(target);
    }

    private static StartException refused(String message) {
        return new StartException("Runtime.InvalidArchive", message);
    }

    /** Writes a whole archive to a file, but not more than may be. */
    static void fetch(InputStream in, Path file, long largest) throws IOException, StartException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > largest) {
                    throw refused("The archive is too large.");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    /** Puts a finished folder into its place, unless another thread was faster. */
    static void place(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Folders.remove(from);
        }
    }
}
