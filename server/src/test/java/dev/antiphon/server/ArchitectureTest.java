package dev.antiphon.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The arrows between the modules, and what the deterministic core does without. Maven holds the
 * arrows too, but lets through what a dependency brings along: a service's class path has the
 * storage on it, and the SDK's has an HTTP client.
 */
class ArchitectureTest {
    private static final String OURS = "dev.antiphon.";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.antiphon");

    /** Where handlers run: the same input must give the same output there, always. */
    static final Set<String> CORE =
            Set.of(
                    "api",
                    "storage",
                    "engine",
                    "service",
                    "delivery",
                    "sqs",
                    "sns",
                    "events",
                    "scheduler",
                    "states",
                    "lambda",
                    "apigateway",
                    "sts");

    @Test
    void every_module_is_looked_at() {
        Set<String> modules =
                CLASSES.stream()
                        .map(ArchitectureTest::module)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(modules)
                .containsExactlyInAnyOrder(
                        "api",
                        "apigateway",
                        "delivery",
                        "engine",
                        "events",
                        "invoker",
                        "lambda",
                        "scheduler",
                        "server",
                        "service",
                        "sns",
                        "sqs",
                        "states",
                        "storage",
                        "storage.memory",
                        "storage.rocksdb",
                        "sts",
                        "wire");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    api             |
                    storage         |
                    storage.memory  | storage
                    storage.rocksdb | storage
                    engine          | storage
                    service         | api engine storage
                    wire            | api
                    delivery        | api engine service storage
                    sqs             | api engine service storage delivery
                    sns             | api engine service storage delivery
                    events          | api engine service storage delivery
                    scheduler       | api engine service storage delivery
                    states          | api engine service storage delivery
                    lambda          | api engine service storage delivery
                    apigateway      | api engine service storage delivery
                    sts             | api engine service storage
                    invoker         | api engine service storage delivery
                    """)
    void a_module_uses_only_those_that_its_arrows_lead_to(String module, String others) {
        Set<String> allowed = words(others);
        allowed.add(module);

        classes()
                .that(areIn(Set.of(module)))
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.describe(
                                "are foreign or in " + allowed,
                                type -> !isOurs(type) || allowed.contains(module(type))))
                .because(
                        "a service reaches another through the engine's outbox, by ARN, and the"
                                + " wire knows shapes, never behaviour")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    org.rocksdb..             | storage.rocksdb
                    io.netty..                | wire invoker server
                    io.vertx..                | wire invoker server
                    software.amazon.awssdk..  | wire service delivery sqs sns events scheduler states lambda apigateway sts server
                    com.fasterxml..           | wire delivery sqs sns events scheduler states lambda apigateway invoker server
                    software.amazon.event..   | sns events lambda
                    com.jayway.jsonpath..     | states
                    io.burt.jmespath..        | delivery
                    com.nimbusds..            | apigateway
                    org.apache.commons..      | lambda invoker
                    com.dashjoin.jsonata..    | states
                    jakarta.mail..            | invoker
                    org.slf4j..               | wire storage.rocksdb invoker server
                    java.util.logging..       | server
                    io.micrometer..           | server
                    io.prometheus..           | server
                    org.snakeyaml..           | apigateway server
                    picocli..                 | server
                    """)
    void a_library_is_seen_only_where_it_belongs(String library, String modules) {
        Set<String> allowed = words(modules);

        noClasses()
                .that(DescribedPredicate.not(areIn(allowed)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void the_core_has_no_threads_files_sockets_or_randomness_of_its_own() {
        noClasses()
                .that(areIn(CORE))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        ThreadLocal.class,
                        java.security.SecureRandom.class,
                        java.time.Clock.class,
                        java.util.Random.class,
                        java.util.Timer.class,
                        java.util.concurrent.ExecutorService.class,
                        java.util.concurrent.Executors.class,
                        java.util.concurrent.ThreadLocalRandom.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.io.File.class,
                        java.io.FileInputStream.class,
                        java.io.FileOutputStream.class,
                        java.nio.file.Files.class,
                        java.nio.file.Path.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.net.Socket.class, java.net.ServerSocket.class)
                .because("handlers have Tx for all of it, so that a run can be repeated")
                .check(CLASSES);
    }

    @Test
    void the_core_reads_neither_clock_nor_chance_nor_the_environment() {
        Map<String, Set<String>> banned =
                Map.of(
                        "java.lang.System",
                        Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
                        "java.util.UUID",
                        Set.of("randomUUID"),
                        "java.lang.Math",
                        Set.of("random"),
                        "java.lang.Runtime",
                        Set.of("getRuntime"),
                        "java.util.Collections",
                        Set.of("shuffle"));
        noClasses()
                .that(areIn(CORE))
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "reads clock, chance or environment",
                                (JavaAccess<?> access) -> {
                                    String owner = access.getTargetOwner().getName();
                                    String name = access.getTarget().getName();
                                    return banned.getOrDefault(owner, Set.of()).contains(name)
                                            || (owner.startsWith("java.time.")
                                                    && name.equals("now"));
                                }))
                .because("time is Tx.now(), chance is Tx.ids(), settings come in a record")
                .check(CLASSES);
    }

    @Test
    void the_core_has_no_static_state() {
        noFields()
                .that(
                        DescribedPredicate.describe(
                                "are static in the core",
                                (JavaField field) ->
                                        CORE.contains(module(field.getOwner()))
                                                && field.getModifiers()
                                                        .contains(JavaModifier.STATIC)
                                                && !field.getModifiers()
                                                        .contains(JavaModifier.SYNTHETIC)))
                .should()
                .notBeFinal()
                .orShould()
                .haveRawType(
                        DescribedPredicate.describe(
                                "that changes",
                                type ->
                                        type.getPackageName().equals("java.util.concurrent.atomic")
                                                || (!type.isInterface()
                                                        && (type.isAssignableTo(Collection.class)
                                                                || type.isAssignableTo(
                                                                        Map.class)))))
                .because("two engines in one process, as in every simulation, share nothing")
                .check(CLASSES);
    }

    private static Set<String> words(String text) {
        return text == null
                ? new TreeSet<>()
                : Arrays.stream(text.split(" ")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static DescribedPredicate<JavaClass> areIn(Collection<String> modules) {
        return DescribedPredicate.describe(
                "are in " + modules, type -> modules.contains(module(type)));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(OURS);
    }

    /** The module of a class, by its package: the storages are one module each. */
    private static String module(JavaClass type) {
        if (!isOurs(type)) {
            return "";
        }
        List<String> parts = List.of(type.getPackageName().substring(OURS.length()).split("\\."));
        return parts.getFirst().equals("storage") && parts.size() > 1
                ? "storage." + parts.get(1)
                : parts.getFirst();
    }
}
