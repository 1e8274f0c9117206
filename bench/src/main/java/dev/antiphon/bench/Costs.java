package dev.antiphon.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the measured time cost in processor time: us, and the server if its process is known. */
final class Costs {
    private final @Nullable ProcessHandle server;
    private final long client;
    private final Duration before;

    private Costs(@Nullable ProcessHandle server) {
        this.server = server;
        this.client = clientNanos();
        this.before = cpu(server);
    }

    /** Begins to count. */
    static Costs begin(@Nullable ProcessHandle server) {
        return new Costs(server);
    }

    /** Ends counting. */
    void end(long calls, Result result) {
        long perCall = Math.max(1, calls);
        result.detail("client_cpu_us_call", (clientNanos() - client) / 1e3 / perCall);
        if (server != null) {
            Duration spent = cpu(server).minus(before);
            result.detail("server_cpu_us_call", spent.toNanos() / 1e3 / perCall);
            residentBytes(server.pid())
                    .ifPresent(bytes -> result.detail("server_rss_mb", bytes / 1e6));
        }
    }

    private static long clientNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Duration cpu(@Nullable ProcessHandle process) {
        return process == null
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What a process has in memory; not known where there is no {@code /proc}. */
    static OptionalLong residentBytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
                }
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
