package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder that a process may write to: {@code /tmp}.
 *
 * <p>Where a process has a file system of its own this is one in memory, of which the kernel gives
 * it what its function may have and no more: whatever a process does, it finds the device full, as
 * on AWS. A folder on the disk can only be looked at now and then, and a disk is filled in less
 * time than that. What is too large for this machine's memory lies on the disk all the same.
 *
 * @param folder on the disk
 * @param mebibytes that may be in it
 * @param inMemory whether it is a file system of its own
 */
record Temporary(Path folder, int mebibytes, boolean inMemory) {
    /** As the file systems have it that AWS makes: for each file of 16 KiB. */
    private static final int FILES_OF_A_MEBIBYTE = 64;

    /** Which part of the memory one folder may take. */
    private static final int PART = 4;

    /**
     * @param mountable whether there can be a file system for it
     */
    static Temporary of(Path folder, int mebibytes, boolean mountable) {
        long most = (Memory.room().total() / PART) >> 20;
        return new Temporary(folder, mebibytes, mountable && mebibytes <= most);
    }

    long bytes() {
        return (long) mebibytes << 20;
    }

    /** How such a file system is mounted. */
    String options() {
        return "size="
                + mebibytes
                + "m,nr_inodes="
                + (long) mebibytes * FILES_OF_A_MEBIBYTE
                + ",mode=1777,nosuid,nodev";
    }

    /** What is in it, as far as somebody has to look. */
    long held() throws IOException {
        return inMemory ? 0 : Folders.size(folder);
    }
}
