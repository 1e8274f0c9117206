package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The archive of a function in Java: its classes, and the libraries that it uses under {@code lib}.
 * A build tool makes such archives for everybody else; here the JDK's compiler will do, with the
 * Jackson that the demo uses itself.
 */
final class JavaArchive {

    private static final String RELEASE = "21";

    private JavaArchive() {}

    static byte[] of(String source) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        try {
            List<Path> libraries = libraries();
            Path folder = Files.createTempDirectory("antiphon-demo-java-");
            try {
                compile(source, folder, libraries);
                collect(folder, files);
            } finally {
                Workspace.remove(folder);
            }
            for (Path library : libraries) {
                files.put("lib/" + library.getFileName(), Files.readAllBytes(library));
            }
        } catch (IOException e) {
            throw new DemoException("Cannot build " + source + ": " + e.getMessage(), e);
        }
        return Example.zip(files);
    }

    private static List<Path> libraries() {
        return Stream.of(ObjectMapper.class, JsonFactory.class, JsonCreator.class)
                .map(JavaArchive::jar)
                .toList();
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compile(String source, Path folder, List<Path> libraries)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new DemoException("The invoicing is written in Java, and this is no JDK");
        }
        Path file =
                Files.write(
                        folder.resolve(Path.of(source).getFileName().toString()),
                        Example.file(source));
        String classPath =
                libraries.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager sources = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    complaints,
                                    sources,
                                    null,
                                    List.of(
                                            "--release",
                                            RELEASE,
                                            "-classpath",
                                            classPath,
                                            "-proc:none",
                                            "-d",
                                            folder.resolve("classes").toString()),
                                    null,
                                    sources.getJavaFileObjects(file))
                            .call();
            if (!compiled) {
                throw new DemoException(source + " does not compile: " + complaints);
            }
        }
    }

    private static void collect(Path folder, SequencedMap<String, byte[]> files)
            throws IOException {
        Path classes = folder.resolve("classes");
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(path).toString().replace('\\', '/');
                files.put(name, Files.readAllBytes(path));
            }
        }
    }
}
