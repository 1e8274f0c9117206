package dev.antiphon.invoker.function;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file system that a function sees: the system's programs and libraries, of its configuration
 * what names and certificates need, the interpreter, its own code, layers and temporary folder.
 * What is not named here is not there: no home folders, no data of the server, no other function.
 *
 * @param readOnly from where on the machine, by where for the function
 * @param links symbolic links, by where
 * @param temporary the one folder that may be written to: {@code /tmp}
 */
record RootView(Map<String, Path> readOnly, Map<String, String> links, Temporary temporary) {
    static final String TASK = "/var/task";
    static final String LAYERS = "/opt";
    static final String RUNTIME = "/var/runtime";

    /** The function's environment, as a script that sets it. */
    static final String ENVIRONMENT = "/etc/antiphon-environment";

    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    private static final List<String> CONFIGURATION =
            List.of(
                    "/etc/alternatives",
                    "/etc/ca-certificates",
                    "/etc/ca-certificates.conf",
                    "/etc/crypto-policies",
                    "/etc/group",
                    "/etc/host.conf",
                    "/etc/hosts",
                    "/etc/ld.so.cache",
                    "/etc/ld.so.conf",
                    "/etc/ld.so.conf.d",
                    "/etc/localtime",
                    "/etc/mime.types",
                    "/etc/nsswitch.conf",
                    "/etc/os-release",
                    "/etc/passwd",
                    "/etc/pki",
                    "/etc/resolv.conf",
                    "/etc/services",
                    "/etc/ssl");

    static RootView of(
            Path task,
            @Nullable Path layers,
            Path runtime,
            Temporary temporary,
            Path environment,
            List<Path> interpreter) {
        Map<String, Path> readOnly = new LinkedHashMap<>();
        Map<String, String> links = new LinkedHashMap<>();
        for (String name : SYSTEM) {
            add(Path.of(name), readOnly, links);
        }
        for (String name : CONFIGURATION) {
            Path path = Path.of(name);
            if (Files.isReadable(path)) {
                // Where it is a link (resolv.conf often is), what it leads to.
                readOnly.put(name, path);
            }
        }
        for (Path folder : interpreter) {
            if (Files.isDirectory(folder)
                    && readOnly.keySet().stream().noneMatch(known -> folder.startsWith(known))) {
                readOnly.put(folder.toString(), folder);
            }
        }
        readOnly.put(ENVIRONMENT, environment);
        readOnly.put(RUNTIME, runtime);
        readOnly.put(TASK, task);
        if (layers != null) {
            readOnly.put(LAYERS, layers);
        }
        return new RootView(readOnly, links, temporary);
    }

    static Environment.Places places(CodeCache.Unpacked code) {
        return new Environment.Places(TASK, code.layers() == null ? null : LAYERS, RUNTIME, null);
    }

    private static void add(Path path, Map<String, Path> readOnly, Map<String, String> links) {
        try {
            if (Files.isSymbolicLink(path)) {
                links.put(path.toString(), Files.readSymbolicLink(path).toString());
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                readOnly.put(path.toString(), path);
            }
        } catch (java.io.IOException e) {
            // Then it is not there for the function either.
        }
    }

    /** The folders that must be there before anything is put at its place. */
    Set<String> folders() {
        Set<String> all =
                new LinkedHashSet<>(List.of("/proc", "/dev", "/tmp", "/var/tmp", LAYERS, "/etc"));
        readOnly.forEach((where, from) -> {
            Path parent = Path.of(where).getParent();
            all.add(Files.isDirectory(from) ? where : String.valueOf(parent));
        });
        return all;
    }

    /** The files that must be there before anything is put at their place. */
    List<String> files() {
        List<String> all = new ArrayList<>();
        readOnly.forEach((where, from) -> {
            if (!Files.isDirectory(from)) {
                all.add(where);
            }
        });
        return all;
    }
}
