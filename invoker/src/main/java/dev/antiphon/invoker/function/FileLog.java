package dev.antiphon.invoker.function;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs as files, one for each log group: {@code ACCOUNT/REGION/aws/lambda/NAME.log}. When one has
 * half of what may be kept it becomes {@code NAME.log.1}, in the place of the one before.
 *
 * <p>One thread writes, so that no event loop waits for the disk. What it cannot keep up with is
 * left out, and counted in the log.
 */
public final class FileLog implements FunctionLog, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileLog.class);
    private static final int MOST_WAITING = 8192;

    /** What these may take: an invocation may write a megabyte. */
    private static final long MOST_WAITING_BYTES = 64L << 20;

    /** The last one. */
    private static final Entry END = new Entry("", "", "", "", Instant.EPOCH, new byte[0]);

    private final Path folder;
    private final long largest;
    private final long room;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private boolean closed;

    /**
     * @param largest what is kept of a group, in bytes
     */
    public FileLog(Path folder, long largest) {
        this(folder, largest, MOST_WAITING_BYTES);
    }

    /**
     * @param room for what waits to be written, in bytes
     */
    FileLog(Path folder, long largest, long room) {
        this.folder = folder;
        this.largest = largest;
        this.room = room;
        this.writer = Thread.ofPlatform().daemon().name("function-logs").unstarted(this::work);
    }

    @Override
    public void write(Entry entry) {
        begin();
        int size = entry.text().length;
        if (waitingBytes.addAndGet(size) > room || !waiting.offer(entry)) {
            waitingBytes.addAndGet(-size);
            dropped.incrementAndGet();
        }
    }

    private synchronized void begin() {
        if (writer.getState() == Thread.State.NEW && !closed) {
            writer.start();
        }
    }

    private void work() {
        List<Entry> batch = new ArrayList<>();
        try {
            while (!batch.remove(END)) {
                append(batch);
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch);
            }
            append(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(List<Entry> batch) {
        Map<Path, List<byte[]>> byFile = new HashMap<>();
        for (Entry entry : batch) {
            byFile.computeIfAbsent(file(entry), _ -> new ArrayList<>()).add(entry.text());
        }
        byFile.forEach((file, texts) -> {
            try {
                append(file, texts);
            } catch (IOException e) {
                log.warn("a function's log could not be written: {}", file, e);
            }
        });
        waitingBytes.addAndGet(-batch.stream().mapToLong(entry -> entry.text().length).sum());
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn("the logs of {} invocations were left out: too many at once", lost);
        }
    }

    private void append(Path file, List<byte[]> texts) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        try (OutputStream out =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (byte[] text : texts) {
                out.write(text);
            }
        }
        if (Files.size(file) > largest / 2) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Names of groups and regions are users': each part of one leads nowhere else. */
    private Path file(Entry entry) {
        Path path = folder.resolve(name(entry.account())).resolve(name(entry.region()));
        for (String part : entry.group().split("/")) {
            if (!part.isEmpty()) {
                path = path.resolve(name(part));
            }
        }
        return path.resolveSibling(path.getFileName() + ".log");
    }

    private static String name(String part) {
        return part.replaceAll("[^A-Za-z0-9_.#-]", "_").replaceAll("^\\.+", "_");
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            if (writer.isAlive()) {
                waiting.put(END);
                writer.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
