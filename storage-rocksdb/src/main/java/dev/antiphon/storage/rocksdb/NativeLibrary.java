package dev.antiphon.storage.rocksdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library, from {@code java.library.path} where it is there, otherwise from
 * the jar, which has to unpack 17 MB for that. RocksDB removes the unpacked file at a regular exit
 * only, so that each {@code kill -9} would leave one behind; here it is removed as soon as it is
 * loaded.
 */
public final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Unpacks this machine's native library into a folder, to be named in {@code java.library.path}
     * from then on.
     *
     * @throws IOException if it cannot be written, or there is none for this machine
     */
    public static void unpack(Path folder) throws IOException {
        for (String name : libraries()) {
            try (InputStream library = RocksDB.class.getResourceAsStream("/" + name)) {
                if (library != null) {
                    Files.copy(library, folder.resolve(name));
                    return;
                }
            }
        }
        throw new IOException("RocksDB has no native library for this machine");
    }

    private static List<String> libraries() {
        String fallback = Environment.getFallbackJniLibraryFileName("rocksdb");
        String name = Environment.getJniLibraryFileName("rocksdb");
        return fallback == null ? List.of(name) : List.of(name, fallback);
    }

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Path directory = Files.createTempDirectory("antiphon-rocksdb");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("RocksDB's native library could not be unpacked", e);
        }
        RocksDB.loadLibrary();
        loaded = true;
    }

    /** Leaves behind what cannot be removed: Windows keeps hold of a library that is in use. */
    private static void remove(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
