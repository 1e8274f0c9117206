package dev.antiphon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a server of ours takes: time and memory of a start, memory with a full queue and with
 * executions that wait, and the time to open it again after SIGKILL. Prints Markdown to standard
 * output.
 */
@Command(
        name = "bench/memory",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Measures starts, memory with full queues and waiting executions, and openings"
                        + " after kill -9 of our server.")
public final class Memory implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final String QUEUE = "bench-full";

    @Option(names = "--launcher", required = true, hidden = true)
    private Path launcher = Path.of("");

    @Option(names = "--scratch", required = true, hidden = true)
    private Path scratch = Path.of("");

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description =
                    "starts of an empty server; 0 leaves them out (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--idle",
            defaultValue = "3",
            description =
                    "seconds after the first answer until memory is read (default:"
                            + " ${DEFAULT-VALUE})")
    private int idle;

    @Option(
            names = "--messages",
            split = ",",
            defaultValue = "1000000,10000000",
            description = "lengths of the queue, in messages (default: ${DEFAULT-VALUE})")
    private List<Integer> lengths = List.of();

    @Option(
            names = "--executions",
            split = ",",
            defaultValue = "1000000",
            description = "numbers of executions that wait (default: ${DEFAULT-VALUE})")
    private List<Integer> crowds = List.of();

    @Option(
            names = "--heap",
            defaultValue = "2g",
            description = "-Xmx of the server with them (default: ${DEFAULT-VALUE})")
    private String heap = "";

    @Option(
            names = "--size",
            defaultValue = "300",
            description = "bytes of a message's body (default: ${DEFAULT-VALUE})")
    private int size;

    private boolean complete = true;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds > 0) {
            starts();
        }
        if (!lengths.isEmpty()) {
            System.out.printf(
                    "| Messages of %d B, `-Xmx%s` | Filled at | Heap after GC | RSS | On disk |"
                            + " Open again after `kill -9` | Heap after GC | RSS |%n"
                            + "|---|---|---|---|---|---|---|---|%n",
                    size, heap);
        }
        for (int messages : lengths) {
            full(messages);
        }
        if (!crowds.isEmpty()) {
            System.out.printf(
                    "%n| Executions that wait for a day, `-Xmx%s` | Started at | Heap after GC |"
                            + " Heap of each | RSS | On disk | Open again after `kill -9` | Heap"
                            + " after GC | RSS |%n|---|---|---|---|---|---|---|---|---|%n",
                    heap);
        }
        for (int executions : crowds) {
            waiting(executions);
        }
        return complete ? GOOD : BAD;
    }

    private void starts() throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        Path folder = newFolder("empty");
        for (int round = 0; round <= rounds; round++) {
            try (ServerProcess server = ServerProcess.start(launcher, folder, null)) {
                Thread.sleep(Duration.ofSeconds(idle));
                if (round > 0) { // the first one makes the folder
                    millis.add(server.toFirstAnswer().toNanos() / 1e6);
                    megabytes.add(server.residentBytes() / 1e6);
                }
            }
        }
        progress("starts, ms: %s; RSS, MB: %s", millis, megabytes);
        System.out.printf(
                Locale.ROOT,
                "Start to the first good answer of SQS: median %.0f ms of %d (best %.0f ms). RSS"
                        + " %d s later: median %.0f MB.%n%n",
                median(millis),
                rounds,
                Collections.min(millis),
                idle,
                median(megabytes));
        remove(folder);
    }

    private void full(int messages) throws IOException, InterruptedException {
        Path folder = newFolder("full");
        String options = "-Xmx" + heap;
        StringBuilder row = new StringBuilder();
        cell(row, "messages", "%,d", messages);
        try (ServerProcess server = ServerProcess.start(launcher, folder, options)) {
            cell(row, "filled at", "%.0fk/s", fill(server, messages) / 1000);
            memory(row, server);
            cell(row, "on disk", "%.2f GB", bytes(folder.resolve("data")) / 1e9);
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(launcher, folder, options)) {
            cell(row, "open again after", "%.2f s", server.toFirstAnswer().toNanos() / 1e9);
            memory(row, server);
            long depth = depth(server);
            if (depth != messages) {
                complete = false;
                cell(row, "wrong", "**%d messages are there**", depth);
            }
        }
        System.out.println(row.append("|"));
        remove(folder);
    }

    private void waiting(int executions) throws IOException, InterruptedException {
        Path folder = newFolder("waiting");
        String options = "-Xmx" + heap;
        StringBuilder row = new StringBuilder();
        cell(row, "executions", "%,d", executions);
        try (ServerProcess server = ServerProcess.start(launcher, folder, options);
                Bench bench = new Bench(settings(server))) {
            Machine machine = Machine.create(bench.control(), Machine.waiting());
            int first = executions / 10; // what the code, its caches and the storage take
            Meter meter = new Meter();
            begin(bench, machine, meter, first);
            long before = server.liveHeapBytes();
            meter.start();
            begin(bench, machine, meter, executions - first);
            meter.stop();
            long after = server.liveHeapBytes();
            cell(row, "started at", "%.1fk/s", meter.messagesPerSecond() / 1000);
            cell(row, "heap after GC", "%.0f MB", after / 1e6);
            cell(row, "heap of each", "%.1f B", (after - before) / (double) (executions - first));
            cell(row, "RSS", "%.0f MB", server.residentBytes() / 1e6);
            cell(row, "on disk", "%.2f GB", bytes(folder.resolve("data")) / 1e9);
            server.kill();
            openWith(row, folder, machine.arn(), executions);
        }
        System.out.println(row.append("|"));
        remove(folder);
    }

    private void openWith(StringBuilder row, Path folder, String machine, int executions)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(launcher, folder, "-Xmx" + heap);
                Bench bench = new Bench(settings(server))) {
            cell(row, "open again after", "%.2f s", server.toFirstAnswer().toNanos() / 1e9);
            memory(row, server);
            long running = new Machine(bench.control(), machine).count("RUNNING");
            if (running != executions) {
                complete = false;
                cell(row, "wrong", "**%d executions run**", running);
            }
        }
    }

    private static void begin(Bench bench, Machine machine, Meter meter, int executions) {
        int[] left = {executions};
        List<Caller> callers =
                Caller.startAll(
                        bench,
                        Caller.Call.of(Operation.START_EXECUTION, machine.start("{\"n\":1}")),
                        meter,
                        _ -> true,
                        () -> left[0]-- > 0);
        bench.runWhileMoving(
                () -> callers.stream().allMatch(Caller::idle),
                () -> callers.stream().mapToLong(Caller::done).sum());
        callers.forEach(Caller::close);
    }

    private double fill(ServerProcess server, int messages) {
        try (Bench bench = new Bench(settings(server))) {
            Queue queue = Queue.create(bench.control(), QUEUE, false);
            Fill fill = new Fill(bench, queue, new Ledger());
            fill.run(messages);
            return fill.meter().messagesPerSecond();
        }
    }

    private long depth(ServerProcess server) {
        try (Bench bench = new Bench(settings(server))) {
            return Queue.find(bench.control(), QUEUE).depth();
        }
    }

    private Settings settings(ServerProcess server) {
        // Few connections, so that the number of messages comes out even.
        return new Settings(
                server.endpoint(),
                Signing.dummy("test", "us-east-1"),
                16,
                Duration.ZERO,
                Duration.ZERO,
                Settings.PATIENCE,
                size,
                null,
                null);
    }

    private static void memory(StringBuilder row, ServerProcess server)
            throws IOException, InterruptedException {
        cell(row, "heap after GC", "%.0f MB", server.liveHeapBytes() / 1e6);
        cell(row, "RSS", "%.0f MB", server.residentBytes() / 1e6);
    }

    private static void cell(StringBuilder row, String what, String format, Object value) {
        String text = String.format(Locale.ROOT, format, value);
        progress("%s: %s", what, text);
        row.append("| ").append(text).append(' ');
    }

    private static void progress(String format, Object... values) {
        System.err.printf(Locale.ROOT, "memory: " + format + "%n", values);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private Path newFolder(String name) throws IOException {
        return Files.createDirectories(scratch.resolve(name));
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Memory()).execute(arguments));
    }
}
