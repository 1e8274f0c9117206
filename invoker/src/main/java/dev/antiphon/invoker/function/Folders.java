package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is done with whole folders. Links are never followed. */
final class Folders {
    private Folders() {}

    /** Removes a folder and all that is in it, as far as it can be. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(path);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** What the files in a folder take. Files that go away meanwhile take nothing. */
    static long size(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        walk(folder, (_, attributes) -> size.addAndGet(attributes.size()));
        return size.get();
    }

    /** Changes when a file in the folder changes, comes or goes. */
    static long fingerprint(Path folder) throws IOException {
        AtomicLong print = new AtomicLong();
        walk(
                folder,
                (file, attributes) ->
                        // A sum, since nothing says in which order files are found.
                        print.addAndGet(
                                mixed(
                                        file.hashCode() * 31L
                                                + attributes.size() * 1_000_003L
                                                + attributes
                                                        .lastModifiedTime()
                                                        .to(
                                                                java.util.concurrent.TimeUnit
                                                                        .NANOSECONDS))));
        return print.get();
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        return mixed ^ (mixed >>> 27);
    }

    @FunctionalInterface
    private interface Visitor {
        void file(Path file, BasicFileAttributes attributes);
    }

    private static void walk(Path folder, Visitor visitor) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        visitor.file(file, attributes);
                        return FileVisitResult.CONTINUE;
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
