package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a process writes to its standard output and error: a file that only grows, read when an
 * invocation has ended.
 *
 * <p>A file rather than a pipe: what was written before an answer is in it when the answer arrives,
 * which nobody can say of a pipe that another thread reads; and no thread waits for each process.
 * The process appends, whatever the length is, so that the file can be emptied under it.
 */
final class Output implements AutoCloseable {
    /** Of one invocation: what is more than this is left out. */
    private static final int LARGEST = 1 << 20;

    /** From here on the file is emptied when it has been read. */
    private static final long LONG = 4L << 20;

    /** What a process may write faster than anybody reads. */
    private static final long FLOOD = 64L << 20;

    private final FileChannel channel;
    private long read;

    private Output(FileChannel channel) {
        this.channel = channel;
    }

    static Output of(Path file) throws IOException {
        return new Output(
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    /** What came since the last time. */
    byte[] take() {
        try {
            long size = channel.size();
            if (size < read) {
                // Emptied by a flood.
                read = 0;
            }
            if (size == read) {
                return new byte[0];
            }
            int length = (int) Math.min(size - read, LARGEST);
            ByteBuffer bytes = ByteBuffer.allocate(length);
            int n;
            do {
                n = channel.read(bytes, read + bytes.position());
            } while (n > 0 && bytes.hasRemaining());
            read = size;
            if (read > LONG) {
                channel.truncate(0);
                read = 0;
            }
            byte[] all = new byte[bytes.position()];
            bytes.flip().get(all);
            return all;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Drops what nobody will read, where a process writes without an end. */
    void bound() {
        try {
            if (channel.size() - read > FLOOD) {
                channel.truncate(0);
                read = 0;
            }
        } catch (IOException e) {
            // Then the file's greatest size bounds it.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
