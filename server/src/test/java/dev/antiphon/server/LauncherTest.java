package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher finds its JDK. What it builds and starts is tested by {@code .ci/run}. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("basedir", ".")).resolve("../antiphon").toAbsolutePath();

    @TempDir Path folder;

    private record Ended(int status, String out, String err) {}

    private Ended run(Path launcher, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toString(), "--java-home")
                        .directory(folder.toFile())
                        .redirectError(err.toFile());
        Map<String, String> clean = new HashMap<>();
        clean.put("PATH", "/usr/bin:/bin");
        clean.put("HOME", folder.toString());
        clean.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(clean);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out.strip(), Files.readString(err).strip());
    }

    /** A folder that looks like a JDK. */
    private Path jdk(String name, String release) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(jdk.resolve("release"), release);
        return jdk;
    }

    @Test
    void the_jdk_that_it_is_told_comes_first() throws Exception {
        Path told = jdk("a jdk", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.1\"\n");
        Path other = jdk("other", "JAVA_VERSION=\"30\"\n");

        Ended ended =
                run(
                        LAUNCHER,
                        Map.of(
                                "ANTIPHON_JAVA_HOME",
                                told.toString(),
                                "JAVA_HOME",
                                other.toString()));

        assertThat(ended).isEqualTo(new Ended(0, told.toString(), ""));
    }

    @Test
    void a_jdk_that_it_is_told_and_cannot_use_is_refused() throws Exception {
        Path old = jdk("old", "JAVA_VERSION=\"17.0.15\"\n");

        Ended ended = run(LAUNCHER, Map.of("ANTIPHON_JAVA_HOME", old.toString()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo(
                        "antiphon: ANTIPHON_JAVA_HOME is " + old + ", which is no JDK 25 or newer");
    }

    @Test
    void java_home_counts_if_it_is_new_enough() throws Exception {
        Path home = jdk("home", "JAVA_VERSION=\"25\"\n");

        assertThat(run(LAUNCHER, Map.of("JAVA_HOME", home.toString())).out())
                .isEqualTo(home.toString());
    }

    @Test
    void otherwise_the_newest_of_those_installed_is_taken() throws Exception {
        Path old = jdk("old", "JAVA_VERSION=\"17.0.15\"\n");
        jdk(".jdks/ninety", "JAVA_VERSION=\"90.0.2\"\n");
        Path newest = jdk(".sdkman/candidates/java/hundred", "JAVA_VERSION=\"100.0.1\"\n");
        jdk(".jdks/a-hundred-too", "JAVA_VERSION=\"100\"\n");

        assertThat(run(LAUNCHER, Map.of("JAVA_HOME", old.toString())).out())
                .isEqualTo(newest.toString());
    }

    @Test
    void it_works_through_links_from_any_folder() throws Exception {
        Path home = jdk("home", "JAVA_VERSION=\"25\"\n");
        Path link = Files.createSymbolicLink(folder.resolve("one"), LAUNCHER);
        Path second = Files.createSymbolicLink(folder.resolve("two"), link.getFileName());

        assertThat(run(second, Map.of("JAVA_HOME", home.toString(), "CDPATH", "/")))
                .isEqualTo(new Ended(0, home.toString(), ""));
    }

    @Test
    void it_runs_with_the_bash_of_macos() throws Exception {
        // Bash 3.2 has neither of these.
        List<String> newer = List.of("mapfile", "declare -A", "readarray", "${EPOCH", ",,}", "^^}");

        assertThat(Files.readString(LAUNCHER)).doesNotContain(newer.toArray(String[]::new));
    }
}
