package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house bans that no compiler holds, each with what to do in its place. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    /**
     * @param in which files, by a pattern over their paths from the root
     * @param except files that may, by the end of their paths
     */
    private record Ban(String in, String what, String instead, List<String> except) {
        Ban(String in, String what, String instead, String... except) {
            this(in, what, instead, List.of(except));
        }
    }

    private static final String ALL = ".*";
    private static final String MAIN = ".*/src/main/.*";
    private static final String TESTS = ".*/src/test/.*";

    /** The folders of the deterministic core, and of the storages. */
    private static final String CORE = String.join("|", ArchitectureTest.CORE) + "|storage-.*";

    private static final List<Ban> BANS =
            List.of(
                    new Ban(ALL, "\\b(TODO|FIXME|XXX)\\b", "do it, or open an issue"),
                    new Ban(
                            ALL,
                            "\\b(class|record|interface|enum) \\w*(Manager|Helper|Utils?|Impl)\\b",
                            "name the noun that it is"),
                    new Ban(
                            MAIN,
                            "\\bpublic [\\w<>?, \\[\\]@]+ get[A-Z]\\w*\\(\\)",
                            "name an accessor after what it gives, without get",
                            // The JDK's BodySubscriber is asked so.
                            "invoker/AnswerBody.java"),
                    new Ban(
                            TESTS,
                            "\\b(Thread\\.sleep|TimeUnit\\.\\w+\\.sleep)\\b",
                            "advance the virtual time, or await a condition within a bound"),
                    new Ban(
                            TESTS,
                            "@(Disabled|Ignore)\\b",
                            "mend the test, or remove what it tests"),
                    new Ban(
                            ALL,
                            "\\b(org\\.mockito|net\\.jqwik|org\\.junit\\.Test)\\b",
                            "a fake, a seeded loop, JUnit Jupiter"),
                    new Ban(ALL, "^import (static )?[\\w.]+\\*;", "import what is used"),
                    new Ban(
                            "(" + CORE + "|wire)/src/main/.*",
                            "\\bSystem\\.(out|err)\\b|\\.printStackTrace\\(",
                            "count in the core, log at the edge with slf4j"),
                    new Ban(
                            "(?!engine/)(" + CORE + ")/src/main/.*",
                            "catch \\((final )?(Exception|RuntimeException|Throwable) ",
                            "catch what can be answered; the partition's loop and the HTTP edge"
                                    + " take the rest",
                            "service/Dispatcher.java",
                            "service/SurveyCalls.java",
                            // As the HTTP edge does, for callers that are workflows.
                            "delivery/ServiceCalls.java",
                            // They put back what the failed operation had moved, and throw on.
                            "delivery/source/Poller.java",
                            "sqs/Queues.java",
                            // What a subscriber must hear of, as java.util.concurrent.Flow says.
                            "api/MappedPublisher.java",
                            // The JSONata library throws what Java throws, of users' mistakes.
                            "expression/JsonataExpression.java"),
                    new Ban(
                            ALL,
                            "@SuppressWarnings\\(\"(NullAway|all)\"\\)",
                            "say in the types what may be null"));

    @Test
    void the_house_bans_hold() {
        List<String> broken = new ArrayList<>();
        for (Path file : sources()) {
            String path = ROOT.relativize(file).toString();
            if (path.endsWith("TidyTest.java")) {
                continue;
            }
            List<String> lines = lines(file);
            for (Ban ban : BANS) {
                if (!path.matches(ban.in()) || ban.except().stream().anyMatch(path::endsWith)) {
                    continue;
                }
                Pattern what = Pattern.compile(ban.what());
                for (int i = 0; i < lines.size(); i++) {
                    if (what.matcher(lines.get(i)).find()) {
                        broken.add(
                                path
                                        + ":"
                                        + (i + 1)
                                        + ": "
                                        + lines.get(i).strip()
                                        + "\n    instead: "
                                        + ban.instead());
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        Set<Path> packages = new TreeSet<>();
        for (Path file : sources()) {
            if (file.toString().contains("/src/main/java/")) {
                packages.add(file.getParent());
            }
        }
        List<String> broken = new ArrayList<>();
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? String.join("\n", lines(info)) : "";
            if (!text.contains("@NullMarked") || !text.contains("<p>")) {
                broken.add(ROOT.relativize(folder).toString());
            }
        }

        assertThat(packages).isNotEmpty();
        assertThat(broken)
                .as("packages without a package-info that has @NullMarked and a paragraph")
                .isEmpty();
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
