package dev.antiphon.storage.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * Loads RocksDB's native library, from {@code java.library.path} where it is there, otherwise from
 * the jar, which has to unpack 17 MB for that. RocksDB removes the unpacked file at a regular exit
 * only, so that each {@code kill -9} would leave one behind; here it is removed as soon as it is
 * loaded.
 */
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

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
