package dev.antiphon.invoker.function;

import java.io.IOException;
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

    /** The last one. */
    private static final Entry END = new Entry("", "", "", "", Instant.EPOCH, new byte[0]);

    private final Path folder;
    private final long largest;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private boolean closed;

    /**
     * @param largest what is kept of a group, in bytes
     */
    public FileLog(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
        this.writer = Thread.ofPlatform().daemon().name("function-logs").unstarted(this::work);
    }

    @Override
    public void write(Entry entry) {
        begin();
        if (!waiting.offer(entry)) {
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
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn("the logs of {} invocations were left out: too many at once", lost);
        }
    }

    private void append(Path file, List<byte[]> texts) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        int length = texts.stream().mapToInt(text -> text.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] text : texts) {
            System.arraycopy(text, 0, all, at, text.length);
            at += text.length;
        }
        Files.write(file, all, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (Files.size(file) > largest / 2) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Names of groups are users': each part of one becomes a name that leads nowhere else. */
    private Path file(Entry entry) {
        Path path = folder.resolve(entry.account()).resolve(entry.region());
        for (String part : entry.group().split("/")) {
            if (!part.isEmpty()) {
                path =
                        path.resolve(
                                part.replaceAll("[^A-Za-z0-9_.#-]", "_").replaceAll("^\\.+", "_"));
            }
        }
        return path.resolveSibling(path.getFileName() + ".log");
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
