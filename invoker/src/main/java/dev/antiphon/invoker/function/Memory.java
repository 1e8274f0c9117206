package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's memory, as Linux tells of it. Reads a file of /proc, which does not block. */
final class Memory {
    private static final Path TOLD = Path.of("/proc/meminfo");

    private Memory() {}

    /**
     * How much of it there is, and how much of that can be had without anybody being pushed out, in
     * bytes. A machine that does not tell has plenty.
     */
    record Room(long total, long available) {
        static final Room PLENTY = new Room(Long.MAX_VALUE, Long.MAX_VALUE);

        /** Whether something of that size can be added, and a tenth of the machine be left. */
        boolean has(long bytes) {
            return available - bytes > total / 10;
        }
    }

    static Room room() {
        try {
            long total = -1;
            long available = -1;
            for (String line : Files.readAllLines(TOLD)) {
                if (line.startsWith("MemTotal:")) {
                    total = bytes(line);
                } else if (line.startsWith("MemAvailable:")) {
                    available = bytes(line);
                }
            }
            return total < 0 || available < 0 ? Room.PLENTY : new Room(total, available);
        } catch (IOException | NumberFormatException e) {
            return Room.PLENTY;
        }
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
    }
}
