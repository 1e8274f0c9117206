package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control groups of this server's processes: in a group of the server's own, which is made in
 * the one that the server was started in, where it may do that. That is so for root, for a unit of
 * systemd with {@code Delegate=yes}, and in containers that let it.
 *
 * <p>A group that hands on its controllers has no processes itself. So the server goes into a group
 * beside its functions, {@code antiphon-…-server}, if it can hand them on then.
 *
 * <p>A name says which server made it: what is left by one that has been killed is removed by the
 * next one that starts in the same place.
 */
final class ControlGroups implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlGroups.class);
    private static final String PREFIX = "antiphon-";
    private static final String SERVER = "-server";

    /** As many as AWS has; threads count. */
    private static final int PROCESSES = 1024;

    private final ControlGroup all;
    private final boolean bounding;
    private final AtomicLong made = new AtomicLong();

    private ControlGroups(ControlGroup all, boolean bounding) {
        this.all = all;
        this.bounding = bounding;
    }

    /** Those of this machine, or null where there are none for this server. Blocks. */
    static @Nullable ControlGroups here() {
        try {
            Path own =
                    own(
                            Files.readAllLines(Path.of("/proc/self/cgroup")),
                            Files.readAllLines(Path.of("/proc/self/mountinfo")));
            return own == null ? null : in(beforeMove(own), Server.self());
        } catch (IOException | RuntimeException e) {
            log.debug("no control groups", e);
            return null;
        }
    }

    private static Path beforeMove(Path own) {
        String name = String.valueOf(own.getFileName());
        Path parent = own.getParent();
        return parent != null && name.startsWith(PREFIX) && name.endsWith(SERVER) ? parent : own;
    }

    /**
     * The folder of the group that this process is in, or null.
     *
     * @param groups lines of /proc/self/cgroup
     * @param mounts lines of /proc/self/mountinfo
     */
    static @Nullable Path own(List<String> groups, List<String> mounts) {
        for (String group : groups) {
            if (!group.startsWith("0::/")) {
                continue;
            }
            String path = group.substring(3);
            for (String mount : mounts) {
                String[] words = mount.split(" ");
                int dash = List.of(words).indexOf("-");
                if (dash < 0 || !words[dash + 1].equals("cgroup2")) {
                    continue;
                }
                String root = words[3].equals("/") ? "" : words[3];
                if (path.equals(root) || path.startsWith(root + "/")) {
                    return Path.of(words[4] + path.substring(root.length()));
                }
            }
        }
        return null;
    }

    /**
     * @param own the group that the server is in
     * @return null if it may not make groups
     */
    static @Nullable ControlGroups in(Path own, Server server) {
        if (!Files.isWritable(own)) {
            return null;
        }
        try {
            removeStale(own, server);
            handOn(own, server);
            ControlGroup all = made(own, PREFIX + server.name());
            return new ControlGroups(all, enable(all.folder()));
        } catch (IOException e) {
            log.debug("no control groups in {}", own, e);
            return null;
        }
    }

    /** One with that name, or that and a number: a process may run functions more than once. */
    private static ControlGroup made(Path own, String name) throws IOException {
        for (int number = 1; ; number++) {
            try {
                return ControlGroup.make(own.resolve(number == 1 ? name : name + "-" + number));
            } catch (FileAlreadyExistsException e) {
                log.debug("there are functions of this server already: {}", e.getFile());
            }
        }
    }

    /** Has the groups in there bound what is in them, if that can be had. */
    private static void handOn(Path own, Server server) throws IOException {
        if (enable(own)) {
            return;
        }
        Path beside = own.resolve(PREFIX + server.name() + SERVER);
        Path processes = own.resolve("cgroup.procs");
        if (!Files.exists(processes) || offered(own).isEmpty()) {
            return;
        }
        ControlGroup aside = ControlGroup.make(beside);
        write(aside.folder().resolve("cgroup.procs"), Long.toString(server.pid()));
        if (!enable(own)) {
            // Others are in there, so it was not given to this server alone.
            write(processes, Long.toString(server.pid()));
            Files.deleteIfExists(beside);
        }
    }

    private static List<String> offered(Path group) throws IOException {
        Path file = group.resolve("cgroup.controllers");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> there = List.of(Files.readString(file).strip().split(" "));
        return List.of("memory", "pids").stream().filter(there::contains).toList();
    }

    /** Whether all that is offered is handed on now, and that is something. */
    private static boolean enable(Path group) throws IOException {
        List<String> offered = offered(group);
        for (String controller : offered) {
            try {
                write(group.resolve("cgroup.subtree_control"), "+" + controller);
            } catch (IOException e) {
                return false;
            }
        }
        return !offered.isEmpty();
    }

    private static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }

    /** Ends and removes what servers have left that are no more. */
    private static void removeStale(Path own, Server server) throws IOException {
        List<Path> groups;
        try (var found = Files.list(own)) {
            groups = found.filter(Files::isDirectory).toList();
        }
        for (Path group : groups) {
            String name = group.getFileName().toString();
            if (name.startsWith(PREFIX) && server.knowsGone(name.substring(PREFIX.length()))) {
                log.info("what a server has left that was killed is ended: {}", group);
                new ControlGroup(group).end();
            }
        }
    }

    /** Whether they bound what is in them. If not, all that they do is to end it as a whole. */
    boolean bound() {
        return bounding;
    }

    /** A group for a process and all that comes of it. */
    ControlGroup group(long memory) throws IOException {
        ControlGroup group =
                ControlGroup.make(all.folder().resolve("process-" + made.incrementAndGet()));
        try {
            group.bound(memory, PROCESSES);
            return group;
        } catch (IOException e) {
            group.end();
            throw e;
        }
    }

    @Override
    public void close() {
        all.end();
    }

    /**
     * A server, told from all others that the machine has had since it was switched on.
     *
     * @param namespace of its process id: another's processes cannot be looked for
     * @param started as the kernel has it
     */
    record Server(String namespace, long pid, String started) {
        private static final Path PROCESSES = Path.of("/proc");

        static Server self() throws IOException {
            long pid = ProcessHandle.current().pid();
            String started = started(pid);
            if (started == null) {
                throw new IOException("/proc does not tell of this process");
            }
            String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return new Server(namespace.replaceAll("[^0-9]", ""), pid, started);
        }

        String name() {
            return namespace + "-" + pid + "-" + started;
        }

        /** Whether the name is one of a server that would be seen if it were there, and is not. */
        boolean knowsGone(String name) {
            String[] parts = name.split("-");
            if (parts.length < 3
                    || !parts[0].equals(namespace)
                    || !parts[1].matches("[0-9]{1,10}")) {
                return false;
            }
            return !parts[2].equals(started(Long.parseLong(parts[1])));
        }

        /** Field 22 of {@code /proc/PID/stat}; the name before it may hold anything. */
        private static @Nullable String started(long pid) {
            try {
                String stat = Files.readString(PROCESSES.resolve(pid + "/stat"));
                return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
            } catch (IOException e) {
                return null;
            }
        }
    }
}
