package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is done with whole folders. Links are never followed. */
final class Folders {
    /** What a file takes at least: so many without content are not for nothing. */
    private static final long BLOCK = 4096;

    /** How often a folder is looked through that somebody still writes to. */
    private static final int MOST_REPEATS = 100;

    /** Of whether files have changed: an invocation waits for it. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private Folders() {}

    /**
     * Removes a folder and all that is in it, whatever a function has made of it.
     *
     * <p>Names are looked up in open folders, since paths may be longer than any system call takes;
     * and folders within folders are moved up before they are emptied, so that however deep they
     * lie, two are open at a time.
     *
     * @throws IOException if something of it is left
     */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Removal removal = new Removal(folder);
            int left = MOST_REPEATS;
            while (removal.pass()) {
                if (!removal.hasMoved() && --left == 0) {
                    throw new IOException("somebody still writes there: " + folder);
                }
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Of one folder, in passes: what is moved up in one may be met in the next only. */
    private static final class Removal {
        private final Path folder;
        private final String prefix = "removed-" + Long.toHexString(System.nanoTime()) + "-";
        private long moved;
        private long movedBefore;

        Removal(Path folder) {
            this.folder = folder;
        }

        /** Whether the last pass has moved something up, and is to be followed by another. */
        boolean hasMoved() {
            return moved > movedBefore;
        }

        /** Whether there was something to remove. */
        boolean pass() throws IOException {
            boolean some = false;
            movedBefore = moved;
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                SecureDirectoryStream<Path> top = secure(stream);
                for (Path entry : top) {
                    some = true;
                    Path name = entry.getFileName();
                    try {
                        if (isFolder(top, name)) {
                            empty(top, name);
                            top.deleteDirectory(name);
                        } else {
                            top.deleteFile(name);
                        }
                    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                        // Somebody else is there, too: the next pass sees what is left.
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return some;
        }

        private void empty(SecureDirectoryStream<Path> top, Path name) throws IOException {
            try (SecureDirectoryStream<Path> inner = entered(top, name)) {
                for (Path entry : inner) {
                    Path within = entry.getFileName();
                    if (isFolder(inner, within)) {
                        Path up = folder.getFileSystem().getPath(prefix + moved++);
                        try {
                            inner.move(within, top, up);
                        } catch (AccessDeniedException e) {
                            unlock(folder.resolve(name).resolve(within), e);
                            inner.move(within, top, up);
                        }
                    } else {
                        inner.deleteFile(within);
                    }
                }
            }
        }

        /** Opens a folder, which its owner may have closed to everybody. */
        private SecureDirectoryStream<Path> entered(SecureDirectoryStream<Path> top, Path name)
                throws IOException {
            Path path = folder.resolve(name);
            if (!Files.isWritable(path) || !Files.isExecutable(path)) {
                unlock(path, new AccessDeniedException(path.toString()));
            }
            return secure(top.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        }

        private static void unlock(Path path, IOException why) throws IOException {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw why;
            }
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }

        private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
                throws IOException {
            if (stream instanceof SecureDirectoryStream<Path> found) {
                return found;
            }
            stream.close();
            throw new IOException("this system looks nothing up in open folders");
        }

        private static boolean isFolder(SecureDirectoryStream<Path> stream, Path name)
                throws IOException {
            return stream.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory();
        }
    }

    /** What the files in a folder take. Files that go away meanwhile take nothing. */
    static long size(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        walk(folder, (_, attributes) -> size.addAndGet(Math.max(attributes.size(), BLOCK)));
        return size.get();
    }

    /**
     * Changes when a file in the folder changes, comes or goes. Of what package managers install
     * only the list is looked at, and nothing of what keeps versions.
     *
     * @param unknown what is returned where it takes too long
     */
    static long fingerprint(Path folder, long unknown) throws IOException {
        AtomicLong print = new AtomicLong();
        long end = System.nanoTime() + LONGEST_LOOK.toNanos();
        walk(
                folder,
                new Visitor() {
                    @Override
                    public boolean enters(Path inner, BasicFileAttributes attributes) {
                        Path name = inner.getFileName();
                        if (name == null || inner.equals(folder)) {
                            return true;
                        }
                        if (name.toString().equals("node_modules")) {
                            file(inner, attributes);
                            return false;
                        }
                        return !name.toString().equals(".git");
                    }

                    @Override
                    public void file(Path file, BasicFileAttributes attributes) {
                        long time = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                        // A sum, since nothing says in which order files are found.
                        print.addAndGet(
                                mixed(
                                        file.hashCode() * 31L
                                                + attributes.size() * 1_000_003L
                                                + time));
                    }

                    @Override
                    public boolean goesOn() {
                        return System.nanoTime() < end;
                    }
                });
        return System.nanoTime() < end ? print.get() : unknown;
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        return mixed ^ (mixed >>> 27);
    }

    /** What looks at a tree. */
    interface Visitor {
        void file(Path file, BasicFileAttributes attributes);

        /** Whether what is in a folder is of interest. */
        default boolean enters(Path folder, BasicFileAttributes attributes) {
            return true;
        }

        /** Whether there is time for more. */
        default boolean goesOn() {
            return true;
        }
    }

    private static void walk(Path folder, Visitor visitor) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path path, BasicFileAttributes attributes) {
                        return visitor.enters(path, attributes)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        visitor.file(file, attributes);
                        return visitor.goesOn()
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.TERMINATE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
