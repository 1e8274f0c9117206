package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By folders that stand for the kernel's, and by the kernel's own where this machine has them. */
@Timeout(60)
class ControlGroupTest {
    private static final ControlGroups.Server GONE = new ControlGroups.Server("17", 1, "never");

    @TempDir Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    0::/system.slice/antiphon.service, / /sys/fs/cgroup rw - cgroup2, /sys/fs/cgroup/system.slice/antiphon.service
                    0::/, / /sys/fs/cgroup/unified rw - cgroup2, /sys/fs/cgroup/unified/
                    0::/docker/ab/inner, /docker/ab /sys/fs/cgroup rw - cgroup2, /sys/fs/cgroup/inner
                    0::/docker/abc, /docker/ab /sys/fs/cgroup rw - cgroup2, -
                    0::/user.slice, / /sys/fs/cgroup rw - cgroup, -
                    4:memory:/process, / /sys/fs/cgroup rw - cgroup2, -
                    """)
    void its_own_group_is_found_where_it_is_mounted(String group, String mount, String found) {
        assertThat(
                        ControlGroups.own(
                                List.of("3:cpu:/elsewhere", group),
                                List.of("30 20 0:26 " + mount + " cgroup2 rw")))
                .isEqualTo(found == null ? null : Path.of(found));
    }

    /** As the kernel shows a group whose controllers are handed on. */
    private void kernel(Path group) throws IOException {
        for (String file :
                List.of("memory.max", "memory.swap.max", "memory.oom.group", "pids.max")) {
            Files.createFile(group.resolve(file));
        }
    }

    @Test
    void a_group_bounds_memory_and_processes() throws IOException {
        kernel(folder);

        new ControlGroup(folder).bound(128 << 20, 1024);

        assertThat(folder.resolve("memory.max")).hasContent("134217728");
        assertThat(folder.resolve("memory.swap.max")).hasContent("0");
        assertThat(folder.resolve("memory.oom.group")).hasContent("1");
        assertThat(folder.resolve("pids.max")).hasContent("1024");
    }

    @Test
    void what_the_kernel_does_not_bound_here_is_left_alone() throws IOException {
        new ControlGroup(folder).bound(128 << 20, 1024);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_process_that_the_kernel_has_ended_for_its_memory_is_told_from_others()
            throws IOException {
        ControlGroup group = new ControlGroup(folder);
        assertThat(group.outgrown()).isFalse();

        Files.writeString(folder.resolve("memory.events"), "low 0\noom 0\noom_kill 0\n");
        assertThat(group.outgrown()).isFalse();

        Files.writeString(folder.resolve("memory.events"), "low 0\noom 1\noom_kill 3\n");
        assertThat(group.outgrown()).isTrue();
    }

    @Test
    void controllers_are_handed_on_to_the_groups_of_processes() throws IOException {
        Files.writeString(folder.resolve("cgroup.controllers"), "cpu io memory pids\n");
        Files.createFile(folder.resolve("cgroup.subtree_control"));

        assertThat(ControlGroups.in(folder, ControlGroups.Server.self())).isNotNull();

        assertThat(folder.resolve("cgroup.subtree_control")).content().contains("+pids");
        try (var made = Files.list(folder)) {
            assertThat(made.filter(Files::isDirectory)).hasSize(1);
        }
    }

    @Test
    void what_a_killed_server_has_left_is_removed_and_nothing_else() throws IOException {
        ControlGroups.Server self = ControlGroups.Server.self();
        ControlGroups.Server killed =
                new ControlGroups.Server(self.namespace(), self.pid(), "before");
        Path left = Files.createDirectories(folder.resolve("antiphon-" + killed.name()));
        Files.createDirectory(left.resolve("process-1"));
        Path server =
                Files.createDirectory(folder.resolve("antiphon-" + killed.name() + "-server"));
        Path elsewhere = Files.createDirectory(folder.resolve("antiphon-" + GONE.name()));
        Path foreign = Files.createDirectory(folder.resolve("antiphon-and-on-and"));
        Path running = Files.createDirectory(folder.resolve("antiphon-" + self.name()));

        assertThat(ControlGroups.in(folder, self)).isNotNull();

        assertThat(left).doesNotExist();
        assertThat(server).doesNotExist();
        assertThat(elsewhere).exists();
        assertThat(foreign).exists();
        assertThat(running).exists();
    }

    @Test
    void whatever_is_forked_in_a_group_ends_with_it() throws IOException, InterruptedException {
        ControlGroups groups = ControlGroups.here();
        assumeTrue(groups != null, "this machine lets nobody make control groups here");
        try {
            ControlGroup group = groups.group(1 << 30);
            Process process =
                    new ProcessBuilder(
                                    group.entered(
                                            List.of(
                                                    "/bin/sh",
                                                    "-c",
                                                    "setsid sh -c 'setsid sleep 300 & exit' &"
                                                            + " echo ready; exec sleep 300")))
                            .start();
            try (var output = process.inputReader()) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            assertThat(Files.readAllLines(group.folder().resolve("cgroup.procs"))).isNotEmpty();

            group.end();

            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(group.folder()).doesNotExist();
        } finally {
            groups.close();
        }
    }
}
